-- What was done about silence is kept as it was said, and a handover ends without being taken out of the book.
REVOKE UPDATE, DELETE, TRUNCATE ON desk_entries FROM app, system;--> statement-breakpoint
REVOKE DELETE, TRUNCATE ON handovers FROM app, system;--> statement-breakpoint
REVOKE TRUNCATE ON desk_officers FROM app, system;
