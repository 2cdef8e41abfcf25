-- Entries end, and the moves that led there are only added to.
REVOKE DELETE, TRUNCATE ON supplier_lists, supplier_entries FROM app, system;--> statement-breakpoint
REVOKE UPDATE, DELETE, TRUNCATE ON supplier_moves FROM app, system;
