-- What was said stays said: a message is added and, for a while, marked as taken back; nobody rewrites or removes one.
REVOKE UPDATE, DELETE, TRUNCATE ON messages FROM app, system;--> statement-breakpoint
GRANT UPDATE (taken_back_at) ON messages TO app;--> statement-breakpoint
REVOKE DELETE ON message_reads FROM app;--> statement-breakpoint
REVOKE TRUNCATE ON message_reads, message_invitations FROM app, system;
