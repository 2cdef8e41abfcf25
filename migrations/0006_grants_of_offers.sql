-- What was submitted, answered by feedback and entered as a rate stays as it was; nobody edits it.
REVOKE UPDATE, DELETE ON offer_versions, feedbacks FROM app, system;--> statement-breakpoint
REVOKE UPDATE, DELETE ON exchange_rates FROM system;--> statement-breakpoint
-- Links of mails are made and forgotten by jobs; whoever follows one uses it as the member whom it was sent to.
REVOKE INSERT, DELETE ON answer_links FROM app;
