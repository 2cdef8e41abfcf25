-- Who hears a notice is found by the role `system`; a request reads its own notices and marks them as read, no more.
REVOKE INSERT, UPDATE, DELETE ON notices FROM app;--> statement-breakpoint
GRANT UPDATE (read_at, mail_at, text_at) ON notices TO app;--> statement-breakpoint
-- Telephones, the codes sent to them, and who answered STOP belong to the role `system` alone.
REVOKE ALL ON channel_addresses, text_sends, stopped_phones FROM app;
