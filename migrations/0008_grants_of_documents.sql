-- Who has read what and who has signed what can be added to and read; nobody edits or deletes it.
REVOKE UPDATE, DELETE, TRUNCATE ON document_reads FROM app, system;--> statement-breakpoint
REVOKE UPDATE, DELETE, TRUNCATE ON nda_signatures FROM app, system;--> statement-breakpoint
-- A version never changes: another one takes its place.
REVOKE UPDATE, TRUNCATE ON document_versions FROM app, system;--> statement-breakpoint
REVOKE TRUNCATE ON uploads, documents, ndas FROM app, system;
