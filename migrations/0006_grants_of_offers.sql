-- What was submitted, answered by feedback and entered as a rate stays as it was; nobody edits it.
REVOKE UPDATE, DELETE ON offer_versions, feedbacks FROM app, system;--> statement-breakpoint
REVOKE UPDATE, DELETE ON exchange_rates FROM system;--> statement-breakpoint
-- Links of mails are made by jobs and answered without a session: the role of requests has no business with them.
REVOKE ALL ON answer_links FROM app;
