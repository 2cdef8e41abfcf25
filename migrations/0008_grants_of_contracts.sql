-- A contract, its steps and its years stay in the book; the steps are only added to.
REVOKE DELETE, TRUNCATE ON contracts, contract_flows FROM app, system;--> statement-breakpoint
REVOKE UPDATE, DELETE, TRUNCATE ON contract_entries FROM app, system;
