"""What a service allows, and to whom it answers."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Optional

from recbole_tema.errors import ConfigError

TOKEN = "RECBOLE_TEMA_TOKEN"
# A token that can be guessed is none.
SHORTEST_TOKEN = 16


@dataclass(frozen=True)
class Settings:
    """Limits of a service.

    Attributes
    ----------
    most_items : int
        Recommendations in one list.
    longest_history : int
        Items of a history that is sent; the model reads the latest of them.
    largest_body : int
        Bytes.
    seconds : float
        For an answer, waiting included; then the request ends with 504.
    upload_seconds : float
        For a request to arrive, headers and body each; then it ends with 408 or is cut off.
    most_waiting : int
        Requests that wait for the model; more get 503.
    most_connections : int
        Connections at a time; requests of more get 503.
    batch : int
        Requests that are scored together, at most.
    token : str, optional
        What callers must send. It is not shown.
    hosts : tuple of str
        Names that a request may call the service by, where there is no token: a web page elsewhere can point a
        name of its own to this machine, and would read everything. Empty allows any.
    """

    most_items: int = 100
    longest_history: int = 1000
    largest_body: int = 256 * 1024
    seconds: float = 10.0
    upload_seconds: float = 10.0
    most_waiting: int = 256
    most_connections: int = 512
    batch: int = 64
    token: Optional[str] = field(default=None, repr=False)
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")


def token_for(host: str, environment: Mapping[str, str] = os.environ) -> Optional[str]:
    """The token of the environment, which a service that others can reach must have.

    Parameters
    ----------
    host : str
        Where the service listens.
    environment : mapping of str to str

    Raises
    ------
    ConfigError
        If there is none and ``host`` is not this machine alone, or if it is short.
    """
    token = environment.get(TOKEN) or None
    if token is None and not is_loopback(host):
        raise ConfigError(
            f"whoever reaches {host} could use the service.",
            remedy=f"Set {TOKEN} to a secret, or listen on 127.0.0.1.",
        )
    if token is not None and (len(token) < SHORTEST_TOKEN or not token.isascii() or not token.isprintable()):
        raise ConfigError(
            f"{TOKEN} is short, or has characters that a header cannot carry.",
            remedy=f"Take {SHORTEST_TOKEN} letters and digits or more.",
        )
    return token


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a host."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
