"""Pages from the web: politely, within bounds, and from nowhere but the public internet.

The way of an address, one module a step:

    target      what to ask, of whom; odd notations refused
    network     the host's addresses, looked up once and checked (reach)
    connection  a connection to a checked address and to no other
    wire        its bytes, under time and size limits, written down
    exchange    one request and its whole answer (unpack)
    visit       robots.txt (robots), pauses (pace), attempts and redirects (status)
    raws        what kind of thing came (kinds), as a raw report
    fetching    many addresses, in order
"""

from tallyclerk.acquire.fetch.fetching import fetch, pages
from tallyclerk.acquire.fetch.network import Network

__all__ = ["Network", "fetch", "pages"]
