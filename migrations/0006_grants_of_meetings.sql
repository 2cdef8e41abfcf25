-- Reports of visits are written once, and calendars are read by their secret address: neither is changed afterwards by requests.
REVOKE UPDATE, DELETE, TRUNCATE ON visit_reports FROM app, system;--> statement-breakpoint
REVOKE TRUNCATE ON meetings, meeting_attendees, meeting_outcomes, findings, calendars, events, event_participants, event_meetings, event_outcomes FROM app, system;
