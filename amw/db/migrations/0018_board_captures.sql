-- A capture with its rows, which six statements put together each for itself.

CREATE VIEW board_capture AS
SELECT s.id, s.board_id, b.key AS board, s.captured_at, s.version, s.digest, s.verdict, s.reasons, s.leftovers, s.record, s.speeds,
       (SELECT '[' || coalesce(string_agg('[' || l.record::text || ',' || r.record::text || ']', ',' ORDER BY o.position), '') || ']'
        FROM unnest(s.row_ids) WITH ORDINALITY AS o(row_id, position) JOIN board_state r ON r.id = o.row_id JOIN board_line l ON l.id = r.line_id) AS records
FROM board_snapshot s JOIN board b ON b.id = s.board_id;
COMMENT ON VIEW board_capture IS 'Each capture of a board with its rows in order as they are stored, line and difference, as one text of JSON';
