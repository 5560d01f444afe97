"""Raw responses as WARC 1.1 files: written as they come, indexed, read back by place. The payload is what the server sent, still encoded.

Each record is a gzip member of its own and is flushed before `write` returns, so a killed writer loses at most the record it was in;
readers stop at a torn tail and say so. `record` is one response, `writer` writes, `captures` reads.
"""

from amw.archive.captures import Captures, is_warc, read_payload, recover
from amw.archive.record import ArchiveError, Payload, Record
from amw.archive.writer import ArchiveWriter

__all__ = ["ArchiveError", "ArchiveWriter", "Captures", "Payload", "Record", "is_warc", "read_payload", "recover"]
