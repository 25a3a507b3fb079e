"""Limits of the service, and its access token."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from recbole_tema.errors import ConfigError
from recbole_tema.options import check_options, option

TOKEN_VARIABLE = "RECBOLE_TEMA_TOKEN"
# Shorter tokens could be guessed.
MIN_TOKEN_LENGTH = 16


@dataclass(frozen=True)
class Settings:
    """Limits and access control of a service.

    Attributes
    ----------
    max_k, max_history, max_body, timeout, upload_timeout, batch_size, max_waiting
        Limits of requests; see the help of each option.
    max_connections, max_connections_per_address
        Limits of connections; see the help of each option.
    token : str, optional
        Token that callers must send. It is not part of the representation.
    hosts : tuple of str
        Allowed host names of requests if there is no token; empty for any. Without this check a web page could point
        a name of its own to this machine and read the data (DNS rebinding).

    Raises
    ------
    ConfigError
        If a limit is out of range.
    """

    max_k: int = option(100, help="Maximum number of recommendations per list.", minimum=1)
    max_history: int = option(
        1000, help="Maximum number of items in a history; the model uses the latest of them.", minimum=1
    )
    max_body: int = option(256 * 1024, help="Maximum size of a request body in bytes.", minimum=1024)
    timeout: float = option(
        10.0,
        help="Seconds until a request ends with status 504, waiting included, and for a client to read a response.",
        minimum=0.1,
    )
    upload_timeout: float = option(
        10.0, help="Seconds for the headers of a request to arrive, and for its body.", minimum=0.1
    )
    batch_size: int = option(64, help="Maximum number of requests that are scored together.", minimum=1)
    max_waiting: int = option(256, help="Maximum number of requests that wait for the model; more get 503.", minimum=1)
    max_connections: int = option(
        512, help="Maximum number of open connections; more replace idle ones, or get 503.", minimum=1
    )
    max_connections_per_address: int = option(
        128,
        help="Maximum number of open connections of a client address; more replace its idle ones, or get 429.",
        minimum=1,
    )
    token: str | None = field(default=None, repr=False)
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")

    def __post_init__(self) -> None:
        check_options(self)


def token_for(host: str, environment: Mapping[str, str] = os.environ) -> str | None:
    """Token from the environment; required if other machines can reach the service.

    Parameters
    ----------
    host : str
        Address that the service listens on.
    environment : mapping of str to str

    Raises
    ------
    ConfigError
        If the token is missing and ``host`` is not a loopback address, or if the token is too short.
    """
    token = environment.get(TOKEN_VARIABLE) or None
    if token is None and not is_loopback(host):
        raise ConfigError(
            f"Without a token, anyone who reaches {host} could use the service.",
            remedy=f"Set {TOKEN_VARIABLE} to a secret, or listen on 127.0.0.1.",
        )
    if token is not None and (len(token) < MIN_TOKEN_LENGTH or not token.isascii() or not token.isprintable()):
        raise ConfigError(
            f"{TOKEN_VARIABLE} is too short, or has characters that a header cannot hold.",
            remedy=f"Use at least {MIN_TOKEN_LENGTH} letters and digits.",
        )
    return token


def is_loopback(host: str) -> bool:
    """Whether an address is reachable from this machine only."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
