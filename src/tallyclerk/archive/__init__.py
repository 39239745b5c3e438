"""The evidence archive: raw bytes as WARC, their hashes, and a manifest chained by hash."""
