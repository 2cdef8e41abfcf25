-- Users, sessions, tokens and failed sign-ins belong to the role `system` alone.
REVOKE ALL ON users, sessions, one_time_tokens, sign_in_failures FROM app;--> statement-breakpoint
-- The audit log, the steps of linkages and the changes can be added to and read; nobody edits them.
REVOKE UPDATE, DELETE, TRUNCATE ON audit_log, linkage_entries FROM app, system;--> statement-breakpoint
REVOKE UPDATE, DELETE, TRUNCATE ON changes FROM app;--> statement-breakpoint
REVOKE TRUNCATE ON ALL TABLES IN SCHEMA public FROM app, system;
