CREATE TABLE "alert_mutes" (
	"user_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "alert_mutes_organization_id_user_id_reason_pk" PRIMARY KEY("organization_id","user_id","reason")
);
--> statement-breakpoint
CREATE TABLE "alert_reads" (
	"alert_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "alert_reads_alert_id_user_id_pk" PRIMARY KEY("alert_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"organization_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"subject" text NOT NULL,
	"need_id" uuid,
	"before" text,
	"after" text,
	"detail" jsonb NOT NULL,
	"raised_at" timestamp with time zone NOT NULL,
	"told_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "match_cursor" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"seq" bigint NOT NULL,
	"day" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "match_pairs" (
	"need_id" uuid NOT NULL,
	"sme_id" uuid NOT NULL,
	"band" text NOT NULL,
	"score" double precision NOT NULL,
	"fit" double precision,
	"topic" double precision NOT NULL,
	"need_version" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "match_pairs_need_id_sme_id_pk" PRIMARY KEY("need_id","sme_id")
);
--> statement-breakpoint
CREATE TABLE "match_runs" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"cause" text NOT NULL,
	"quiet" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"moved" integer DEFAULT 0 NOT NULL,
	"after" uuid,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "saved_search_results" (
	"search_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"first_seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "saved_search_results_search_id_subject_id_pk" PRIMARY KEY("search_id","subject_id")
);
--> statement-breakpoint
CREATE TABLE "saved_searches" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"query" jsonb NOT NULL,
	"mail" boolean DEFAULT false NOT NULL,
	"looked_at" timestamp with time zone NOT NULL,
	"mailed_at" timestamp with time zone,
	"feed_token_hash" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "usual_costs" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"organization_id" uuid,
	"kind" text NOT NULL,
	"code" text NOT NULL,
	"country" text NOT NULL,
	"minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"source" text NOT NULL,
	"stated_on" date NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "usual_costs_organizationId_kind_code_country_unique" UNIQUE NULLS NOT DISTINCT("organization_id","kind","code","country")
);
--> statement-breakpoint
CREATE TABLE "decision_marks" (
	"linkage_id" uuid PRIMARY KEY NOT NULL,
	"need_id" uuid NOT NULL,
	"accepted" boolean NOT NULL,
	"reason" text,
	"standing" jsonb NOT NULL,
	"weights_version" integer NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "exposure_days" (
	"need_id" uuid NOT NULL,
	"need_version" integer NOT NULL,
	"day" date NOT NULL,
	"shown" uuid[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "exposure_days_need_id_need_version_day_pk" PRIMARY KEY("need_id","need_version","day")
);
--> statement-breakpoint
CREATE TABLE "exposures" (
	"profile_id" uuid NOT NULL,
	"day" date NOT NULL,
	"eligible" integer NOT NULL,
	"shown" integer NOT NULL,
	CONSTRAINT "exposures_profile_id_day_pk" PRIMARY KEY("profile_id","day")
);
--> statement-breakpoint
CREATE TABLE "ownership_statements" (
	"organization_id" uuid PRIMARY KEY NOT NULL,
	"ownership" text[] NOT NULL,
	"stated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "weight_reports" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"standing" text NOT NULL,
	"decisions" integer NOT NULL,
	"accepted" integer NOT NULL,
	"weights_version" integer NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb,
	"log_loss_before" double precision,
	"log_loss_after" double precision,
	"reasons" jsonb NOT NULL,
	"state" text NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"note" text DEFAULT '' NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "weight_versions" (
	"number" integer PRIMARY KEY NOT NULL,
	"weights" jsonb NOT NULL,
	"report_id" uuid NOT NULL,
	"note" text NOT NULL,
	"applied_by" uuid NOT NULL,
	"applied_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "profile_codings" (
	"profile_id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"likely" json NOT NULL
);
--> statement-breakpoint
ALTER TABLE "match_facts" ALTER COLUMN "texts" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "match_facts" ALTER COLUMN "facts" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "capability_profiles" ADD COLUMN "categories" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "capability_profiles" ADD COLUMN "earlier_awards" integer;--> statement-breakpoint
ALTER TABLE "commercial_terms" ADD COLUMN "incoterms" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "commercial_terms" ADD COLUMN "countries_refused" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "sourcing_needs" ADD COLUMN "category" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "sourcing_needs" ADD COLUMN "incoterm" text;--> statement-breakpoint
ALTER TABLE "alert_mutes" ADD CONSTRAINT "alert_mutes_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_reads" ADD CONSTRAINT "alert_reads_alert_id_alerts_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."alerts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_need_id_sourcing_needs_id_fk" FOREIGN KEY ("need_id") REFERENCES "public"."sourcing_needs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_pairs" ADD CONSTRAINT "match_pairs_need_id_sourcing_needs_id_fk" FOREIGN KEY ("need_id") REFERENCES "public"."sourcing_needs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_pairs" ADD CONSTRAINT "match_pairs_sme_id_organizations_id_fk" FOREIGN KEY ("sme_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_search_results" ADD CONSTRAINT "saved_search_results_search_id_saved_searches_id_fk" FOREIGN KEY ("search_id") REFERENCES "public"."saved_searches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_searches" ADD CONSTRAINT "saved_searches_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usual_costs" ADD CONSTRAINT "usual_costs_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_marks" ADD CONSTRAINT "decision_marks_linkage_id_linkages_id_fk" FOREIGN KEY ("linkage_id") REFERENCES "public"."linkages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exposure_days" ADD CONSTRAINT "exposure_days_need_id_sourcing_needs_id_fk" FOREIGN KEY ("need_id") REFERENCES "public"."sourcing_needs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exposures" ADD CONSTRAINT "exposures_profile_id_capability_profiles_id_fk" FOREIGN KEY ("profile_id") REFERENCES "public"."capability_profiles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ownership_statements" ADD CONSTRAINT "ownership_statements_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weight_versions" ADD CONSTRAINT "weight_versions_report_id_weight_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."weight_reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profile_codings" ADD CONSTRAINT "profile_codings_profile_id_capability_profiles_id_fk" FOREIGN KEY ("profile_id") REFERENCES "public"."capability_profiles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_organization_id_reason_subject_index" ON "alerts" USING btree ("organization_id","reason","subject");--> statement-breakpoint
CREATE INDEX "alerts_organization_id_raised_at_index" ON "alerts" USING btree ("organization_id","raised_at");--> statement-breakpoint
CREATE INDEX "alerts_told_at_index" ON "alerts" USING btree ("told_at");--> statement-breakpoint
CREATE INDEX "alerts_raised_at_index" ON "alerts" USING btree ("raised_at");--> statement-breakpoint
CREATE INDEX "alerts_need_id_index" ON "alerts" USING btree ("need_id");--> statement-breakpoint
CREATE INDEX "match_pairs_sme_id_index" ON "match_pairs" USING btree ("sme_id");--> statement-breakpoint
CREATE INDEX "match_runs_state_index" ON "match_runs" USING btree ("state");--> statement-breakpoint
CREATE INDEX "saved_searches_organization_id_user_id_index" ON "saved_searches" USING btree ("organization_id","user_id");--> statement-breakpoint
CREATE INDEX "saved_searches_mail_index" ON "saved_searches" USING btree ("mail");--> statement-breakpoint
CREATE INDEX "usual_costs_country_code_index" ON "usual_costs" USING btree ("country","code");--> statement-breakpoint
CREATE INDEX "decision_marks_at_index" ON "decision_marks" USING btree ("at");--> statement-breakpoint
CREATE INDEX "exposure_days_day_index" ON "exposure_days" USING btree ("day");--> statement-breakpoint
CREATE INDEX "exposures_day_index" ON "exposures" USING btree ("day");--> statement-breakpoint
CREATE INDEX "weight_reports_made_at_index" ON "weight_reports" USING btree ("made_at");--> statement-breakpoint
CREATE INDEX "weight_versions_report_id_index" ON "weight_versions" USING btree ("report_id");