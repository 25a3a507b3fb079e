"""A trained model as a service over HTTP, with a page to try it on."""

from recbole_tema.serve.app import create_app
from recbole_tema.serve.settings import Settings

__all__ = ["Settings", "create_app"]
