-- Somebody's right to be forgotten reaches the lines that were read: their cells may be blanked, by the deed that forgets and nothing else.
grant update (cells) on source_line to grappe_app;
