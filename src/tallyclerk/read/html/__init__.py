"""A page of HTML to its article and what it shows beside it.

The way of the data: `tree` mends and bounds the markup, `blocks` lists what the page shows, `data` what it says of
itself, `main_text` asks a library for the article, `choose` decides block by block, `page` puts it together.
"""
