-- A contract, its steps and its years stay in the book; the steps are only added to.
REVOKE DELETE, TRUNCATE ON contracts, contract_flows FROM app, system;--> statement-breakpoint
REVOKE UPDATE, DELETE, TRUNCATE ON contract_entries FROM app, system;--> statement-breakpoint
-- What was said stays said: a message is added and, for a while, marked as taken back; nobody rewrites or removes one.
REVOKE UPDATE, DELETE, TRUNCATE ON messages FROM app, system;--> statement-breakpoint
GRANT UPDATE (taken_back_at) ON messages TO app;--> statement-breakpoint
REVOKE DELETE ON message_reads FROM app;--> statement-breakpoint
REVOKE TRUNCATE ON message_reads, message_invitations FROM app, system;--> statement-breakpoint
-- What was done about silence is kept as it was said, and a handover ends without being taken out of the book.
REVOKE UPDATE, DELETE, TRUNCATE ON desk_entries FROM app, system;--> statement-breakpoint
REVOKE DELETE, TRUNCATE ON handovers FROM app, system;--> statement-breakpoint
REVOKE TRUNCATE ON desk_officers FROM app, system;--> statement-breakpoint
-- Who has read what and who has signed what can be added to and read; nobody edits or deletes it.
REVOKE UPDATE, DELETE, TRUNCATE ON document_reads FROM app, system;--> statement-breakpoint
REVOKE UPDATE, DELETE, TRUNCATE ON nda_signatures FROM app, system;--> statement-breakpoint
-- A version never changes: another one takes its place.
REVOKE UPDATE, TRUNCATE ON document_versions FROM app, system;--> statement-breakpoint
REVOKE TRUNCATE ON uploads, documents, ndas FROM app, system;--> statement-breakpoint
-- Reports of visits are written once, and calendars are read by their secret address: neither is changed afterwards by requests.
REVOKE UPDATE, DELETE, TRUNCATE ON visit_reports FROM app, system;--> statement-breakpoint
REVOKE TRUNCATE ON meetings, meeting_attendees, meeting_outcomes, findings, calendars, events, event_participants, event_meetings, event_outcomes FROM app, system;--> statement-breakpoint
-- Who hears a notice is found by the role `system`; a request reads its own notices and marks them as read, no more.
REVOKE INSERT, UPDATE, DELETE ON notices FROM app;--> statement-breakpoint
GRANT UPDATE (read_at, mail_at, text_at) ON notices TO app;--> statement-breakpoint
-- Telephones, the codes sent to them, and who answered STOP belong to the role `system` alone.
REVOKE ALL ON channel_addresses, text_sends, stopped_phones FROM app;--> statement-breakpoint
-- Mail about news that waits for its hour is the affair of the jobs.
REVOKE ALL ON alert_mails FROM app;--> statement-breakpoint
-- What was submitted, answered by feedback and entered as a rate stays as it was; nobody edits it.
REVOKE UPDATE, DELETE ON offer_versions, feedbacks FROM app, system;--> statement-breakpoint
REVOKE UPDATE, DELETE ON exchange_rates FROM system;--> statement-breakpoint
-- Links of mails are made and forgotten by jobs; whoever follows one uses it as the member whom it was sent to.
REVOKE INSERT, DELETE ON answer_links FROM app;--> statement-breakpoint
-- It stays known who could read what and when: a mandate ends, and is never taken out of the book.
REVOKE DELETE, TRUNCATE ON mandates FROM app, system;--> statement-breakpoint
REVOKE TRUNCATE ON linkage_terms FROM app, system;--> statement-breakpoint
-- The entries of the time before parties were written down.
UPDATE linkage_entries SET by_party = CASE WHEN by_organization_id = linkages.sme_id THEN 'sme' ELSE 'lead-firm' END
  FROM linkages WHERE linkages.id = linkage_entries.linkage_id;--> statement-breakpoint
-- SMEs knew of every linkage so far; who has the next step gets two weeks from now on.
UPDATE linkages SET released_at = created_at;--> statement-breakpoint
UPDATE linkages SET turn = CASE stage WHEN 'offered-to-sme' THEN 'sme' ELSE 'lead-firm' END,
  due_on = current_date + 14, due_at = (current_date + 15)::timestamp AT TIME ZONE 'UTC' - interval '1 millisecond'
  WHERE stage IN ('offered-to-sme', 'sme-interested', 'lead-firm-accepted');--> statement-breakpoint
-- Entries end, and the moves that led there are only added to.
REVOKE DELETE, TRUNCATE ON supplier_lists, supplier_entries FROM app, system;--> statement-breakpoint
REVOKE UPDATE, DELETE, TRUNCATE ON supplier_moves FROM app, system;
