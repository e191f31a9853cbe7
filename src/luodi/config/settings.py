"""Settings of the whole instance. All come from the environment (config/env.py); the app starts with none set."""

from pathlib import Path

from luodi.config import env

PACKAGE = Path(__file__).resolve().parent.parent
LUODI_HOME = env.home()
LUODI_FILES = LUODI_HOME / "files"
LUODI_MART = LUODI_HOME / "mart"
LUODI_FILE_LIMIT_BYTES = env.number("LUODI_FILE_LIMIT_MB", 50) * 1024 * 1024
LUODI_REQUEST_LIMIT_BYTES = env.number("LUODI_REQUEST_LIMIT_MB", 120) * 1024 * 1024
LUODI_UPLOAD_DAY_BYTES = env.number("LUODI_UPLOAD_DAY_MB", 1000) * 1024 * 1024
LUODI_SPARK_MASTER = env.text("LUODI_SPARK_MASTER")
LUODI_IMPORT_LIMIT_ROWS = env.number("LUODI_IMPORT_LIMIT_ROWS", 200_000)
LUODI_HOLD_MONTHS = env.number("LUODI_HOLD_MONTHS", 6)
LUODI_REPLACEMENT_PERCENT = env.number("LUODI_REPLACEMENT_PERCENT", 10)
LUODI_CLOSE_MONTH_DAY = env.number("LUODI_CLOSE_MONTH_DAY", 5)
LUODI_CLOSE_QUARTER_DAYS = env.number("LUODI_CLOSE_QUARTER_DAYS", 5)
LUODI_CLOSE_YEAR_DAYS = env.number("LUODI_CLOSE_YEAR_DAYS", 10)
LUODI_PUBLIC_ADDRESS = env.text("LUODI_PUBLIC_ADDRESS")
LUODI_WEBHOOK_ORIGINS = frozenset(origin.rstrip("/").lower() for origin in env.words("LUODI_WEBHOOK_ORIGINS"))
LUODI_DIGEST_ABOVE = max(env.number("LUODI_DIGEST_ABOVE", 5), 1)
LUODI_QUIET_FROM = env.clock("LUODI_QUIET_FROM", "22:00")
LUODI_QUIET_TO = env.clock("LUODI_QUIET_TO", "07:30")

SECRET_KEY = env.secret_key(LUODI_HOME)
DEBUG = env.flag("LUODI_DEBUG")
ALLOWED_HOSTS = env.words("LUODI_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("LUODI_TRUSTED_ORIGINS")
LUODI_BEHIND_TLS = env.flag("LUODI_BEHIND_TLS")

DATABASES = {"default": env.database(LUODI_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "simple_history",
    "django_htmx",
    "template_partials",
    "django_filters",
    "luodi.base.audit",
    "luodi.base.files",
    "luodi.base.orgs",
    "luodi.base.notices",
    "luodi.base.runs",
    "luodi.base.receipts",
    "luodi.base.approvals",
    "luodi.base.deliveries",
    "luodi.base.bookmarks",
    "luodi.domains.chains",
    "luodi.domains.targets",
    "luodi.domains.investors",
    "luodi.domains.projects",
    "luodi.domains.offers",
    "luodi.domains.supervision",
    "luodi.domains.incentives",
    "luodi.across.lifecycle",
    "luodi.across.figures",
    "luodi.across.assessment",
    "luodi.across.insight",
    "luodi.across.intake",
    "luodi.across.reports",
    "luodi.interfaces.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "luodi.interfaces.web.ui.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "luodi.interfaces.web.ui.middleware.ClientAddress",
    "luodi.interfaces.web.ui.middleware.SoundRequests",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "luodi.interfaces.web.ui.middleware.WebChannel",
    "luodi.interfaces.web.ui.middleware.PasswordFirst",
    "luodi.interfaces.web.ui.middleware.BusinessErrors",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "luodi.config.urls"
WSGI_APPLICATION = "luodi.config.wsgi.application"
ASGI_APPLICATION = "luodi.config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "interfaces" / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "luodi.interfaces.web.ui.context.shell",
            ],
        },
    }
]

FORM_RENDERER = "luodi.interfaces.web.ui.widgets.Widgets"

AUTH_USER_MODEL = "orgs.User"
LUODI_ROLE_PRESETS = "luodi.config.roles.ALL"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "luodi.config.passwords.LengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/accounts/login/"
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip"}
ACCOUNT_ADAPTER = "luodi.interfaces.web.ui.account.ClosedAccountAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Luodi 落地"

AXES_FAILURE_LIMIT = env.number("LUODI_LOGIN_FAILURES", 5)
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "luodi.interfaces.web.ui.account.lockout_name"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False

SESSION_COOKIE_AGE = env.number("LUODI_SESSION_HOURS", 9) * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = LUODI_BEHIND_TLS
CSRF_FAILURE_VIEW = "luodi.interfaces.web.ui.errors.csrf_failure"
CSRF_COOKIE_SECURE = LUODI_BEHIND_TLS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if LUODI_BEHIND_TLS else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = env.number("LUODI_UPLOAD_FILES", 20)
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

_MAIL = env.mail()
EMAIL_HOST = _MAIL.host
EMAIL_PORT = _MAIL.port
EMAIL_HOST_USER = _MAIL.user
EMAIL_HOST_PASSWORD = _MAIL.password
EMAIL_USE_SSL = _MAIL.is_ssl
EMAIL_USE_TLS = _MAIL.is_starttls
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("LUODI_EMAIL_FROM", "luodi@localhost")

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = env.text("LUODI_TIME_ZONE", "Asia/Shanghai")
USE_I18N = True
USE_TZ = True
DATE_FORMAT = "Y-m-d"

STATIC_URL = "/static/"
STATIC_ROOT = LUODI_HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "luodi.interfaces.web.ui.assets.Assets"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.text("LUODI_LOG_LEVEL", "WARNING")},
}
