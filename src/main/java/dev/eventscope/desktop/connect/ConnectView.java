package dev.eventscope.desktop.connect;

import java.io.File;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.StringConverter;

import dev.eventscope.desktop.fx.Views;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.ConnectionSpec.TlsMode;

/// The page on which a store is chosen.
public final class ConnectView {

    @FXML
    private Button demoButton;
    @FXML
    private VBox recentList;
    @FXML
    private Label recentHead;
    @FXML
    private HBox kindSegments;
    @FXML
    private ToggleButton fieldsToggle;
    @FXML
    private ToggleButton urlToggle;
    @FXML
    private GridPane fieldsForm;
    @FXML
    private GridPane urlForm;
    @FXML
    private GridPane commonForm;
    @FXML
    private TextField urlField;
    @FXML
    private TextField hostField;
    @FXML
    private TextField portField;
    @FXML
    private TextField databaseField;
    @FXML
    private TextField userField;
    @FXML
    private PasswordField passwordField;
    @FXML
    private ComboBox<TlsMode> tlsCombo;
    @FXML
    private Label tlsWarning;
    @FXML
    private TextField profileField;
    @FXML
    private CheckBox productionCheck;
    @FXML
    private Button connectButton;
    @FXML
    private Button cancelButton;
    @FXML
    private Label doingLabel;
    @FXML
    private HBox problemNotice;
    @FXML
    private Label problemLabel;

    private final ConnectViewModel model;
    private final Parent root;

    public ConnectView(ConnectViewModel model) {
        this.model = model;
        root = Views.load("connect", this);
    }

    public Parent root() {
        return root;
    }

    /// Puts the focus where the next step is.
    public void focus() {
        demoButton.requestFocus();
    }

    @FXML
    private void initialize() {
        bindForm(model.form());
        bindState();
        model.recent().addListener((ListChangeListener<RecentStore>) _ -> showRecent());
        model.onFilled(store -> {
            if (!store.isDemo()) {
                passwordField.requestFocus();
            }
        });
        showRecent();
    }

    @FXML
    private void onDemo() {
        model.openDemo();
    }

    @FXML
    private void onBrowseProfile() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Profile of the store");
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("YAML", "*.yaml", "*.yml"));
        File known = new File(profileField.getText().strip()).getParentFile();
        if (known != null && known.isDirectory()) {
            chooser.setInitialDirectory(known);
        }
        File picked = chooser.showOpenDialog(root.getScene().getWindow());
        if (picked != null) {
            profileField.setText(picked.getPath());
        }
    }

    @FXML
    private void onConnect() {
        model.openTyped();
    }

    @FXML
    private void onCancel() {
        model.cancel();
    }

    private void bindForm(ConnectForm form) {
        urlField.textProperty().bindBidirectional(form.url);
        profileField.textProperty().bindBidirectional(form.profile);
        hostField.textProperty().bindBidirectional(form.host);
        portField.textProperty().bindBidirectional(form.port);
        databaseField.textProperty().bindBidirectional(form.database);
        userField.textProperty().bindBidirectional(form.user);
        passwordField.textProperty().bindBidirectional(form.password);
        productionCheck.selectedProperty().bindBidirectional(form.production);
        productionCheck.setOnAction(_ -> form.sayProduction(productionCheck.isSelected()));
        tlsCombo.getItems().setAll(TlsMode.values());
        tlsCombo.setConverter(new TlsNames());
        tlsCombo.valueProperty().bindBidirectional(form.tls);
        tlsCombo.setOnAction(_ -> form.chooseTls(tlsCombo.getValue()));
        urlToggle.setOnAction(_ -> form.byUrl.set(true));
        fieldsToggle.setOnAction(_ -> form.byUrl.set(false));
        form.byUrl.subscribe(byUrl -> {
            urlToggle.setSelected(byUrl);
            fieldsToggle.setSelected(!byUrl);
            show(urlForm, byUrl);
            show(fieldsForm, !byUrl);
        });
        tlsWarning.textProperty().bind(Bindings.createStringBinding(
                () -> warning(form.host.get(), form.tls.get()), form.host, form.tls));
        tlsWarning.textProperty().subscribe(text -> show(tlsWarning, !text.isEmpty()));
    }

    private void bindState() {
        for (Node node : List.of(demoButton, recentList, kindSegments, fieldsForm, urlForm, commonForm,
                connectButton)) {
            node.disableProperty().bind(model.busyProperty());
        }
        model.busyProperty().subscribe(busy -> show(cancelButton, busy));
        doingLabel.textProperty().bind(model.doingProperty());
        problemLabel.textProperty().bind(model.problemProperty());
        model.problemProperty().subscribe(problem -> show(problemNotice, !problem.isEmpty()));
    }

    private void showRecent() {
        recentList.getChildren().setAll(model.recent().stream().filter(store -> !store.isDemo())
                .map(store -> new RecentRow(store, model)).toList());
        show(recentHead, !recentList.getChildren().isEmpty());
    }

    private static String warning(String host, TlsMode mode) {
        if (host.isBlank() || ConnectionSpec.defaultTls(host.strip()) == TlsMode.DISABLE) {
            return "";
        }
        return switch (mode) {
            case DISABLE, PREFER ->
                "Anybody on the way to " + host.strip() + " can read what is sent, the password too.";
            case REQUIRE -> "Encrypted, but whoever answers for " + host.strip() + " is believed.";
            case VERIFY_CA -> "The certificate is checked, its host name is not.";
            case VERIFY_FULL -> "";
        };
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private static final class TlsNames extends StringConverter<TlsMode> {
        @Override
        public String toString(TlsMode mode) {
            return switch (mode) {
                case DISABLE -> "off";
                case PREFER -> "prefer";
                case REQUIRE -> "require, any certificate";
                case VERIFY_CA -> "verify-ca, certificate";
                case VERIFY_FULL -> "verify-full, certificate and host";
            };
        }

        @Override
        public TlsMode fromString(String text) {
            return TlsMode.valueOf(text);
        }
    }
}
