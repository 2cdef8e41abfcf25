CREATE TABLE "alert_mails" (
	"alert_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"mail_at" timestamp with time zone NOT NULL,
	CONSTRAINT "alert_mails_alert_id_user_id_pk" PRIMARY KEY("alert_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "linkage_terms" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"agency_id" uuid,
	"days" jsonb NOT NULL,
	"grace_days" integer,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "linkage_terms_one_each" UNIQUE NULLS NOT DISTINCT("agency_id")
);
--> statement-breakpoint
CREATE TABLE "mandates" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"agency_id" uuid NOT NULL,
	"giver_id" uuid NOT NULL,
	"state" text NOT NULL,
	"scope" text DEFAULT 'all' NOT NULL,
	"need_ids" uuid[] DEFAULT '{}' NOT NULL,
	"sectors" text[] DEFAULT '{}' NOT NULL,
	"message" text DEFAULT '' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"starts_at" timestamp with time zone,
	"ends_at" timestamp with time zone,
	"asked_by" uuid,
	"given_by" uuid,
	"given_at" timestamp with time zone,
	"ended_by" uuid,
	"ended_at" timestamp with time zone,
	"noticed_days" integer,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "channel_addresses" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"phone" text NOT NULL,
	"code_hash" text,
	"code_expires_at" timestamp with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"confirmed_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice_preferences" (
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"group" text NOT NULL,
	"mail" text NOT NULL,
	"text" boolean NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "notice_preferences_organization_id_user_id_group_pk" PRIMARY KEY("organization_id","user_id","group")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"topic" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"path" text NOT NULL,
	"params" jsonb NOT NULL,
	"key" text NOT NULL,
	"raised_at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone,
	"mail_at" timestamp with time zone,
	"mailed_at" timestamp with time zone,
	"text_at" timestamp with time zone,
	"texted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "quiet_hours" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"from" integer,
	"until" integer,
	"zone" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stopped_phones" (
	"phone" text PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "text_sends" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid NOT NULL,
	"phone" text NOT NULL,
	"kind" text NOT NULL,
	"sent_on" date NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "linkage_entries" ALTER COLUMN "by_user_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "linkage_entries" ALTER COLUMN "by_organization_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "linkage_entries" ADD COLUMN "due_on" date;--> statement-breakpoint
ALTER TABLE "linkage_entries" ADD COLUMN "by_party" text DEFAULT 'system' NOT NULL;--> statement-breakpoint
ALTER TABLE "linkages" ADD COLUMN "agency_id" uuid;--> statement-breakpoint
ALTER TABLE "linkages" ADD COLUMN "left_stage" text;--> statement-breakpoint
ALTER TABLE "linkages" ADD COLUMN "left_by" text;--> statement-breakpoint
ALTER TABLE "linkages" ADD COLUMN "turn" text;--> statement-breakpoint
ALTER TABLE "linkages" ADD COLUMN "due_on" date;--> statement-breakpoint
ALTER TABLE "linkages" ADD COLUMN "due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "linkages" ADD COLUMN "reminded_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "linkages" ADD COLUMN "warned_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "linkages" ADD COLUMN "released_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "linkages" ADD COLUMN "introduced_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "linkages" ADD COLUMN "contracted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sourcing_needs" ADD COLUMN "review_agency_id" uuid;--> statement-breakpoint
ALTER TABLE "alert_mails" ADD CONSTRAINT "alert_mails_alert_id_alerts_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."alerts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "linkage_terms" ADD CONSTRAINT "linkage_terms_agency_id_organizations_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandates" ADD CONSTRAINT "mandates_agency_id_organizations_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandates" ADD CONSTRAINT "mandates_giver_id_organizations_id_fk" FOREIGN KEY ("giver_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_preferences" ADD CONSTRAINT "notice_preferences_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alert_mails_mail_at_index" ON "alert_mails" USING btree ("mail_at");--> statement-breakpoint
CREATE UNIQUE INDEX "mandates_one_given" ON "mandates" USING btree ("agency_id","giver_id") WHERE "mandates"."state" = 'given';--> statement-breakpoint
CREATE UNIQUE INDEX "mandates_one_asked" ON "mandates" USING btree ("agency_id","giver_id") WHERE "mandates"."state" = 'asked';--> statement-breakpoint
CREATE INDEX "mandates_agency_id_state_updated_at_index" ON "mandates" USING btree ("agency_id","state","updated_at");--> statement-breakpoint
CREATE INDEX "mandates_giver_id_state_updated_at_index" ON "mandates" USING btree ("giver_id","state","updated_at");--> statement-breakpoint
CREATE INDEX "mandates_ends_at_index" ON "mandates" USING btree ("ends_at");--> statement-breakpoint
CREATE INDEX "channel_addresses_phone_index" ON "channel_addresses" USING btree ("phone");--> statement-breakpoint
CREATE UNIQUE INDEX "notices_organization_id_user_id_key_index" ON "notices" USING btree ("organization_id","user_id","key");--> statement-breakpoint
CREATE INDEX "notices_organization_id_user_id_raised_at_index" ON "notices" USING btree ("organization_id","user_id","raised_at");--> statement-breakpoint
CREATE INDEX "notices_unread_index" ON "notices" USING btree ("organization_id","user_id") WHERE read_at is null;--> statement-breakpoint
CREATE INDEX "notices_mail_index" ON "notices" USING btree ("mail_at") WHERE mail_at is not null;--> statement-breakpoint
CREATE INDEX "notices_text_index" ON "notices" USING btree ("text_at") WHERE text_at is not null;--> statement-breakpoint
CREATE INDEX "notices_raised_at_index" ON "notices" USING btree ("raised_at");--> statement-breakpoint
CREATE INDEX "text_sends_user_id_sent_on_index" ON "text_sends" USING btree ("user_id","sent_on");--> statement-breakpoint
CREATE INDEX "text_sends_phone_sent_on_index" ON "text_sends" USING btree ("phone","sent_on");--> statement-breakpoint
CREATE INDEX "text_sends_at_index" ON "text_sends" USING btree ("at");--> statement-breakpoint
ALTER TABLE "linkages" ADD CONSTRAINT "linkages_agency_id_organizations_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."organizations"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sourcing_needs" ADD CONSTRAINT "sourcing_needs_review_agency_id_organizations_id_fk" FOREIGN KEY ("review_agency_id") REFERENCES "public"."organizations"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "linkages_turn_due_at_index" ON "linkages" USING btree ("turn","due_at");--> statement-breakpoint
CREATE INDEX "linkages_updated_at_id_index" ON "linkages" USING btree ("updated_at","id");--> statement-breakpoint
CREATE INDEX "sourcing_needs_review_agency_id_index" ON "sourcing_needs" USING btree ("review_agency_id");