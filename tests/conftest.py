"""What all tests share: how hard hypothesis tries (``HYPOTHESIS_PROFILE=noga`` for longer)."""

import os

from hypothesis import HealthCheck, settings

PATIENCE = (HealthCheck.too_slow, HealthCheck.data_too_large)
settings.register_profile("vanlig", max_examples=60, deadline=None, suppress_health_check=PATIENCE)
settings.register_profile("noga", max_examples=2000, deadline=None, suppress_health_check=PATIENCE)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "vanlig"))
