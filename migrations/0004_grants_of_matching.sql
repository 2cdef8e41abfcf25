-- Pairs, their cursor and the runs are reckoned by the role `system`; requests read runs and news, and write neither.
REVOKE ALL ON match_pairs, match_cursor FROM app;--> statement-breakpoint
REVOKE INSERT, UPDATE, DELETE ON match_runs, alerts FROM app;--> statement-breakpoint
-- Decisions across lead firms and exposure across SMEs are reckoned by the role `system` alone; applied weights are never changed.
REVOKE ALL ON decision_marks, exposures, exposure_days FROM app;--> statement-breakpoint
REVOKE UPDATE, DELETE ON weight_versions FROM app, system;--> statement-breakpoint
-- What words are likely about is reckoned for the indexes, by the role `system` alone.
REVOKE ALL ON profile_codings FROM app;
