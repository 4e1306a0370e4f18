package dev.eventscope.desktop.connect;

import java.nio.file.Path;
import java.util.Locale;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.jspecify.annotations.Nullable;

import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.ConnectionSpec.TlsMode;
import dev.eventscope.store.Passwords;

/// What is typed into the connection form, as fields or as one URL.
final class ConnectForm {

    final BooleanProperty byUrl = new SimpleBooleanProperty();
    final StringProperty url = new SimpleStringProperty("");
    final StringProperty host = new SimpleStringProperty("localhost");
    final StringProperty port = new SimpleStringProperty("5432");
    final StringProperty database = new SimpleStringProperty("");
    final StringProperty user = new SimpleStringProperty("");
    final StringProperty password = new SimpleStringProperty("");
    final ObjectProperty<TlsMode> tls = new SimpleObjectProperty<>(TlsMode.DISABLE);
    final StringProperty profile = new SimpleStringProperty("");
    final BooleanProperty production = new SimpleBooleanProperty();

    private final String defaultUser;
    private boolean tlsChosen;
    private boolean followsHost;
    private boolean productionSaid;
    private boolean profileSaid;

    ConnectForm(String defaultUser) {
        this.defaultUser = defaultUser;
        user.set(defaultUser);
        profile.addListener((_, _, _) -> profileSaid = true);
        host.addListener((_, _, _) -> followHost());
        byUrl.addListener((_, _, isUrl) -> carryOver(isUrl));
    }

    /// Who asks where nobody is named.
    String defaultUser() {
        return defaultUser;
    }

    /// A mode that a person chose stays, whatever host is typed afterwards. A control that only shows the mode of a host
    /// says this as well: that is no choice.
    void chooseTls(TlsMode mode) {
        if (!followsHost) {
            tlsChosen = true;
            tls.set(mode);
        }
    }

    /// A person ticked it, or took the tick away: that counts, whatever was said before.
    void sayProduction(boolean is) {
        productionSaid = true;
        production.set(is);
    }

    void fill(RecentStore store) {
        ConnectionSpec spec = store.spec();
        if (spec != null) {
            byUrl.set(false);
            fill(spec);
        }
        password.set("");
        production.set(store.production());
        profile.set(store.profile() == null ? "" : store.profile());
        productionSaid = true;
        profileSaid = true;
    }

    /// Shows the profile that a store is seen by. Nobody has said it of the next one.
    void showProfile(@Nullable Path file) {
        profile.set(file == null ? "" : file.toString());
        profileSaid = false;
    }

    /// Whether a person named a profile, or took one away: then that counts, whatever was kept.
    boolean saysProfile() {
        return profileSaid;
    }

    /// The file of the team's profile; null where none is named.
    ///
    /// Errors: `IllegalArgumentException` where the text is no path.
    @Nullable
    Path profileFile() {
        String text = profile.get().strip();
        return text.isEmpty() ? null : Path.of(text).toAbsolutePath().normalize();
    }

    /// What the form asks for.
    ///
    /// Errors: `IllegalArgumentException` with a sentence that says which field is wrong.
    StoreRequest.Server request() {
        ConnectionSpec spec = byUrl.get() ? ConnectionSpec.parse(required(url, "URL"), defaultUser) : fields();
        Passwords typed = password.get().isEmpty() ? Passwords.none() : Passwords.of(password.get());
        return new StoreRequest.Server(spec, Access.READ_ONLY, typed, productionSaid ? production.get() : null);
    }

    private ConnectionSpec fields() {
        return new ConnectionSpec(required(host, "host"), portNumber(), required(database, "database"),
                required(user, "user"), tls.get());
    }

    private int portNumber() {
        String text = port.get().strip();
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= 65_535) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, with what a port is
        }
        throw new IllegalArgumentException("the port must be a number from 1 to 65535, was '" + text + "'");
    }

    private static String required(StringProperty field, String name) {
        String text = field.get().strip();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the " + name + " is missing");
        }
        return text;
    }

    private void fill(ConnectionSpec spec) {
        host.set(spec.host());
        port.set(Integer.toString(spec.port()));
        database.set(spec.database());
        user.set(spec.user());
        tls.set(spec.tls());
        url.set(spec.url());
    }

    private void followHost() {
        if (!tlsChosen) {
            followsHost = true;
            tls.set(ConnectionSpec.defaultTls(host.get().strip().toLowerCase(Locale.ROOT)));
            followsHost = false;
        }
    }

    /// The other way of typing starts with what has been typed so far, where that makes sense already.
    private void carryOver(boolean toUrl) {
        try {
            if (toUrl) {
                url.set(fields().url());
            } else if (!url.get().isBlank()) {
                fill(ConnectionSpec.parse(url.get(), defaultUser));
            }
        } catch (IllegalArgumentException e) {
            // half typed: the other form keeps what it had
        }
    }
}
