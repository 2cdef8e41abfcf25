CREATE TABLE "alert_mails" (
	"alert_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"mail_at" timestamp with time zone NOT NULL,
	CONSTRAINT "alert_mails_alert_id_user_id_pk" PRIMARY KEY("alert_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "contract_entries" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"contract_id" uuid NOT NULL,
	"step" text NOT NULL,
	"round" integer NOT NULL,
	"by_party" text NOT NULL,
	"by_user_id" uuid NOT NULL,
	"by_organization_id" uuid NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"terms" jsonb,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "contract_flows" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"contract_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"year" integer NOT NULL,
	"minor" bigint NOT NULL,
	"on_time" integer NOT NULL,
	"entered_by" text NOT NULL,
	"state" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "contracts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"linkage_id" uuid NOT NULL,
	"lead_firm_id" uuid NOT NULL,
	"sme_id" uuid NOT NULL,
	"recorded_by" text NOT NULL,
	"state" text NOT NULL,
	"round" integer DEFAULT 1 NOT NULL,
	"part" text NOT NULL,
	"category" text DEFAULT '' NOT NULL,
	"kind" text NOT NULL,
	"first_of_kind" boolean DEFAULT false NOT NULL,
	"currency" text NOT NULL,
	"value_minor" bigint NOT NULL,
	"start_on" date NOT NULL,
	"end_on" date,
	"jobs_new" integer,
	"jobs_kept" integer,
	"jobs_women" integer,
	"jobs_youth" integer,
	"investment_minor" bigint,
	"exports_minor" bigint,
	"import_hs6" text,
	"import_origin" text,
	"import_minor" bigint,
	"technology" text DEFAULT '' NOT NULL,
	"local_content" integer,
	"attribution_lead_firm" text,
	"attribution_sme" text,
	"confirmed_at" timestamp with time zone,
	"checked_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "message_invitations" (
	"linkage_id" uuid NOT NULL,
	"agency_id" uuid NOT NULL,
	"side" text NOT NULL,
	"user_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "message_invitations_linkage_id_agency_id_side_pk" PRIMARY KEY("linkage_id","agency_id","side")
);
--> statement-breakpoint
CREATE TABLE "message_reads" (
	"linkage_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"up_to_at" timestamp with time zone NOT NULL,
	"up_to_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "message_reads_linkage_id_user_id_organization_id_pk" PRIMARY KEY("linkage_id","user_id","organization_id")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"linkage_id" uuid NOT NULL,
	"party" text NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"text" text NOT NULL,
	"language" text NOT NULL,
	"way" text NOT NULL,
	"mail_hash" text,
	"at" timestamp with time zone NOT NULL,
	"taken_back_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "desk_entries" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"agency_id" uuid NOT NULL,
	"linkage_id" uuid NOT NULL,
	"act" text NOT NULL,
	"party" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"by_user_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "desk_officers" (
	"agency_id" uuid NOT NULL,
	"linkage_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "desk_officers_agency_id_linkage_id_pk" PRIMARY KEY("agency_id","linkage_id")
);
--> statement-breakpoint
CREATE TABLE "handovers" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"need_id" uuid NOT NULL,
	"from_agency_id" uuid NOT NULL,
	"to_agency_id" uuid NOT NULL,
	"state" text NOT NULL,
	"message" text DEFAULT '' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"proposed_by" uuid NOT NULL,
	"answered_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "document_reads" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"document_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"organization_id" uuid,
	"user_id" uuid,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "document_versions" (
	"document_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"object" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"scan" text NOT NULL,
	"anonymous" boolean NOT NULL,
	"by_user_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "document_versions_document_id_number_pk" PRIMARY KEY("document_id","number")
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"organization_id" uuid NOT NULL,
	"party" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"need_id" uuid,
	"linkage_id" uuid,
	"tier" text NOT NULL,
	"title" text NOT NULL,
	"language" text NOT NULL,
	"open_at" timestamp with time zone,
	"keep_until_on" date,
	"current" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "nda_signatures" (
	"nda_id" uuid NOT NULL,
	"party" text NOT NULL,
	"organization_id" uuid NOT NULL,
	"firm" text NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"session_mark" text NOT NULL,
	"text_hash" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "nda_signatures_nda_id_party_pk" PRIMARY KEY("nda_id","party")
);
--> statement-breakpoint
CREATE TABLE "ndas" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"linkage_id" uuid NOT NULL,
	"form" text NOT NULL,
	"language" text NOT NULL,
	"months" integer NOT NULL,
	"text_version" integer NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"text_hash" text NOT NULL,
	"offered_by" text NOT NULL,
	"superseded_at" timestamp with time zone,
	"completed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"object" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"scan" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_meetings" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"event_id" uuid NOT NULL,
	"lead_firm_id" uuid NOT NULL,
	"sme_id" uuid NOT NULL,
	"asked_by" text,
	"reason" text DEFAULT '' NOT NULL,
	"state" text NOT NULL,
	"weight" integer NOT NULL,
	"slot" integer,
	"table_number" integer,
	"pinned" boolean DEFAULT false NOT NULL,
	"told_slot" integer,
	"told_table" integer,
	"reminded_at" timestamp with time zone NOT NULL,
	"uid" text NOT NULL,
	"sequence" integer DEFAULT 0 NOT NULL,
	"invited" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "event_meetings_uid_unique" UNIQUE("uid")
);
--> statement-breakpoint
CREATE TABLE "event_outcomes" (
	"event_meeting_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"party" text NOT NULL,
	"result" text NOT NULL,
	"absent" text,
	"rating" integer,
	"comment" text DEFAULT '' NOT NULL,
	"next_step" text NOT NULL,
	"next_note" text DEFAULT '' NOT NULL,
	"next_on" date NOT NULL,
	"by_user_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "event_outcomes_event_meeting_id_organization_id_pk" PRIMARY KEY("event_meeting_id","organization_id")
);
--> statement-breakpoint
CREATE TABLE "event_participants" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"event_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"alias" text,
	"away" integer[] DEFAULT '{}' NOT NULL,
	"by_user_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"agency_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"place" text DEFAULT '' NOT NULL,
	"held_on" date NOT NULL,
	"time_zone" text NOT NULL,
	"sessions" jsonb NOT NULL,
	"slot_minutes" integer NOT NULL,
	"tables" integer NOT NULL,
	"capacity" integer NOT NULL,
	"most" integer NOT NULL,
	"register_until" timestamp with time zone NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"met_weight" integer,
	"bound_weight" integer,
	"scheduled_at" timestamp with time zone,
	"announced_at" timestamp with time zone,
	"reminded_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
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
CREATE TABLE "calendars" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "findings" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"linkage_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"severity" text NOT NULL,
	"text" text NOT NULL,
	"requirement_id" uuid,
	"subject_kind" text,
	"subject_code" text,
	"state" text DEFAULT 'open' NOT NULL,
	"closed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meeting_attendees" (
	"meeting_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	CONSTRAINT "meeting_attendees_meeting_id_user_id_pk" PRIMARY KEY("meeting_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "meeting_outcomes" (
	"meeting_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"party" text NOT NULL,
	"result" text NOT NULL,
	"absent" text,
	"rating" integer,
	"comment" text DEFAULT '' NOT NULL,
	"next_step" text NOT NULL,
	"next_note" text DEFAULT '' NOT NULL,
	"next_on" date NOT NULL,
	"by_user_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "meeting_outcomes_meeting_id_organization_id_pk" PRIMARY KEY("meeting_id","organization_id")
);
--> statement-breakpoint
CREATE TABLE "meetings" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"linkage_id" uuid NOT NULL,
	"lead_firm_id" uuid NOT NULL,
	"sme_id" uuid NOT NULL,
	"agency_id" uuid,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"asked_by" text NOT NULL,
	"waiting_for" text[] NOT NULL,
	"proposals" jsonb NOT NULL,
	"picked" integer,
	"minutes" integer NOT NULL,
	"time_zone" text NOT NULL,
	"place" text DEFAULT '' NOT NULL,
	"link" text DEFAULT '' NOT NULL,
	"agenda" text DEFAULT '' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"reminded_at" timestamp with time zone,
	"uid" text NOT NULL,
	"sequence" integer DEFAULT 0 NOT NULL,
	"invited" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "meetings_uid_unique" UNIQUE("uid")
);
--> statement-breakpoint
CREATE TABLE "visit_reports" (
	"meeting_id" uuid PRIMARY KEY NOT NULL,
	"party" text NOT NULL,
	"by_user_id" uuid NOT NULL,
	"summary" text NOT NULL,
	"at" timestamp with time zone NOT NULL
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
CREATE TABLE "answer_links" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"organization_id" uuid NOT NULL,
	"need_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"answer" text,
	"answered_at" timestamp with time zone,
	"ask_again_on" date,
	"asked_again_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "answer_links_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "answer_terms" (
	"organization_id" uuid PRIMARY KEY NOT NULL,
	"sme_days" integer NOT NULL,
	"lead_firm_days" integer NOT NULL,
	"feedback_days" integer NOT NULL,
	"interests_per_month" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "exchange_rates" (
	"base" text NOT NULL,
	"quote" text NOT NULL,
	"on" date NOT NULL,
	"rate" text NOT NULL,
	"source" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "exchange_rates_base_quote_on_pk" PRIMARY KEY("base","quote","on")
);
--> statement-breakpoint
CREATE TABLE "feedbacks" (
	"linkage_id" uuid PRIMARY KEY NOT NULL,
	"need_id" uuid NOT NULL,
	"lead_firm_id" uuid NOT NULL,
	"sme_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"sentence" text NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	"by_user_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "interests" (
	"linkage_id" uuid PRIMARY KEY NOT NULL,
	"need_id" uuid NOT NULL,
	"lead_firm_id" uuid NOT NULL,
	"sme_id" uuid NOT NULL,
	"cooperation" text NOT NULL,
	"unclear" text DEFAULT '' NOT NULL,
	"about" text DEFAULT '' NOT NULL,
	"contact" text DEFAULT '' NOT NULL,
	"grounds" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"need_version" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "offer_versions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"offer_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"need_version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"asked" jsonb NOT NULL,
	"sealed" boolean NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL,
	"by_user_id" uuid NOT NULL,
	CONSTRAINT "offer_versions_offerId_number_unique" UNIQUE("offer_id","number")
);
--> statement-breakpoint
CREATE TABLE "offers" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"linkage_id" uuid NOT NULL,
	"need_id" uuid NOT NULL,
	"lead_firm_id" uuid NOT NULL,
	"sme_id" uuid NOT NULL,
	"state" text NOT NULL,
	"draft" jsonb NOT NULL,
	"submissions" integer DEFAULT 0 NOT NULL,
	"submitted_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "offers_linkageId_unique" UNIQUE("linkage_id")
);
--> statement-breakpoint
CREATE TABLE "supplier_entries" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"list_id" uuid NOT NULL,
	"lead_firm_id" uuid NOT NULL,
	"sme_id" uuid NOT NULL,
	"linkage_id" uuid,
	"status" text NOT NULL,
	"expires_on" date,
	"note" text DEFAULT '' NOT NULL,
	"notice_on" date,
	"notice_months" integer,
	"ends_on" date,
	"exit_reason" text DEFAULT '' NOT NULL,
	"alternative" text,
	"alternative_note" text DEFAULT '' NOT NULL,
	"fitting_needs" jsonb,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "supplier_lists" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"lead_firm_id" uuid NOT NULL,
	"name" text NOT NULL,
	"notice_months" integer DEFAULT 3 NOT NULL,
	"target" integer,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "supplier_moves" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"entry_id" uuid NOT NULL,
	"list_id" uuid NOT NULL,
	"from" text,
	"to" text NOT NULL,
	"by_user_id" uuid NOT NULL,
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
ALTER TABLE "sourcing_needs" ADD COLUMN "sealed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "sourcing_needs" ADD COLUMN "review_agency_id" uuid;--> statement-breakpoint
ALTER TABLE "alert_mails" ADD CONSTRAINT "alert_mails_alert_id_alerts_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."alerts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_entries" ADD CONSTRAINT "contract_entries_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_flows" ADD CONSTRAINT "contract_flows_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_linkage_id_linkages_id_fk" FOREIGN KEY ("linkage_id") REFERENCES "public"."linkages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_lead_firm_id_organizations_id_fk" FOREIGN KEY ("lead_firm_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_sme_id_organizations_id_fk" FOREIGN KEY ("sme_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_invitations" ADD CONSTRAINT "message_invitations_linkage_id_linkages_id_fk" FOREIGN KEY ("linkage_id") REFERENCES "public"."linkages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_invitations" ADD CONSTRAINT "message_invitations_agency_id_organizations_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_reads" ADD CONSTRAINT "message_reads_linkage_id_linkages_id_fk" FOREIGN KEY ("linkage_id") REFERENCES "public"."linkages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_linkage_id_linkages_id_fk" FOREIGN KEY ("linkage_id") REFERENCES "public"."linkages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk_entries" ADD CONSTRAINT "desk_entries_agency_id_organizations_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk_entries" ADD CONSTRAINT "desk_entries_linkage_id_linkages_id_fk" FOREIGN KEY ("linkage_id") REFERENCES "public"."linkages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk_officers" ADD CONSTRAINT "desk_officers_agency_id_organizations_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk_officers" ADD CONSTRAINT "desk_officers_linkage_id_linkages_id_fk" FOREIGN KEY ("linkage_id") REFERENCES "public"."linkages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handovers" ADD CONSTRAINT "handovers_need_id_sourcing_needs_id_fk" FOREIGN KEY ("need_id") REFERENCES "public"."sourcing_needs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handovers" ADD CONSTRAINT "handovers_from_agency_id_organizations_id_fk" FOREIGN KEY ("from_agency_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handovers" ADD CONSTRAINT "handovers_to_agency_id_organizations_id_fk" FOREIGN KEY ("to_agency_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_versions" ADD CONSTRAINT "document_versions_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_need_id_sourcing_needs_id_fk" FOREIGN KEY ("need_id") REFERENCES "public"."sourcing_needs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_linkage_id_linkages_id_fk" FOREIGN KEY ("linkage_id") REFERENCES "public"."linkages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nda_signatures" ADD CONSTRAINT "nda_signatures_nda_id_ndas_id_fk" FOREIGN KEY ("nda_id") REFERENCES "public"."ndas"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ndas" ADD CONSTRAINT "ndas_linkage_id_linkages_id_fk" FOREIGN KEY ("linkage_id") REFERENCES "public"."linkages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_meetings" ADD CONSTRAINT "event_meetings_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_meetings" ADD CONSTRAINT "event_meetings_lead_firm_id_event_participants_id_fk" FOREIGN KEY ("lead_firm_id") REFERENCES "public"."event_participants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_meetings" ADD CONSTRAINT "event_meetings_sme_id_event_participants_id_fk" FOREIGN KEY ("sme_id") REFERENCES "public"."event_participants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_outcomes" ADD CONSTRAINT "event_outcomes_event_meeting_id_event_meetings_id_fk" FOREIGN KEY ("event_meeting_id") REFERENCES "public"."event_meetings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_outcomes" ADD CONSTRAINT "event_outcomes_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_participants" ADD CONSTRAINT "event_participants_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_participants" ADD CONSTRAINT "event_participants_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_agency_id_organizations_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "linkage_terms" ADD CONSTRAINT "linkage_terms_agency_id_organizations_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandates" ADD CONSTRAINT "mandates_agency_id_organizations_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandates" ADD CONSTRAINT "mandates_giver_id_organizations_id_fk" FOREIGN KEY ("giver_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendars" ADD CONSTRAINT "calendars_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_linkage_id_linkages_id_fk" FOREIGN KEY ("linkage_id") REFERENCES "public"."linkages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_attendees" ADD CONSTRAINT "meeting_attendees_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_attendees" ADD CONSTRAINT "meeting_attendees_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_outcomes" ADD CONSTRAINT "meeting_outcomes_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_outcomes" ADD CONSTRAINT "meeting_outcomes_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_linkage_id_linkages_id_fk" FOREIGN KEY ("linkage_id") REFERENCES "public"."linkages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_lead_firm_id_organizations_id_fk" FOREIGN KEY ("lead_firm_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_sme_id_organizations_id_fk" FOREIGN KEY ("sme_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_agency_id_organizations_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."organizations"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_reports" ADD CONSTRAINT "visit_reports_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_preferences" ADD CONSTRAINT "notice_preferences_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_links" ADD CONSTRAINT "answer_links_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_links" ADD CONSTRAINT "answer_links_need_id_sourcing_needs_id_fk" FOREIGN KEY ("need_id") REFERENCES "public"."sourcing_needs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_links" ADD CONSTRAINT "answer_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_terms" ADD CONSTRAINT "answer_terms_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedbacks" ADD CONSTRAINT "feedbacks_linkage_id_linkages_id_fk" FOREIGN KEY ("linkage_id") REFERENCES "public"."linkages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedbacks" ADD CONSTRAINT "feedbacks_need_id_sourcing_needs_id_fk" FOREIGN KEY ("need_id") REFERENCES "public"."sourcing_needs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedbacks" ADD CONSTRAINT "feedbacks_lead_firm_id_organizations_id_fk" FOREIGN KEY ("lead_firm_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedbacks" ADD CONSTRAINT "feedbacks_sme_id_organizations_id_fk" FOREIGN KEY ("sme_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interests" ADD CONSTRAINT "interests_linkage_id_linkages_id_fk" FOREIGN KEY ("linkage_id") REFERENCES "public"."linkages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interests" ADD CONSTRAINT "interests_need_id_sourcing_needs_id_fk" FOREIGN KEY ("need_id") REFERENCES "public"."sourcing_needs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interests" ADD CONSTRAINT "interests_lead_firm_id_organizations_id_fk" FOREIGN KEY ("lead_firm_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interests" ADD CONSTRAINT "interests_sme_id_organizations_id_fk" FOREIGN KEY ("sme_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer_versions" ADD CONSTRAINT "offer_versions_offer_id_offers_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."offers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_linkage_id_linkages_id_fk" FOREIGN KEY ("linkage_id") REFERENCES "public"."linkages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_need_id_sourcing_needs_id_fk" FOREIGN KEY ("need_id") REFERENCES "public"."sourcing_needs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_lead_firm_id_organizations_id_fk" FOREIGN KEY ("lead_firm_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_sme_id_organizations_id_fk" FOREIGN KEY ("sme_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_entries" ADD CONSTRAINT "supplier_entries_list_id_supplier_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."supplier_lists"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_entries" ADD CONSTRAINT "supplier_entries_lead_firm_id_organizations_id_fk" FOREIGN KEY ("lead_firm_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_entries" ADD CONSTRAINT "supplier_entries_sme_id_organizations_id_fk" FOREIGN KEY ("sme_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_entries" ADD CONSTRAINT "supplier_entries_linkage_id_linkages_id_fk" FOREIGN KEY ("linkage_id") REFERENCES "public"."linkages"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_lists" ADD CONSTRAINT "supplier_lists_lead_firm_id_organizations_id_fk" FOREIGN KEY ("lead_firm_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_moves" ADD CONSTRAINT "supplier_moves_entry_id_supplier_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."supplier_entries"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_moves" ADD CONSTRAINT "supplier_moves_list_id_supplier_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."supplier_lists"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alert_mails_mail_at_index" ON "alert_mails" USING btree ("mail_at");--> statement-breakpoint
CREATE INDEX "contract_entries_contract_id_at_index" ON "contract_entries" USING btree ("contract_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "contract_flows_one_standing" ON "contract_flows" USING btree ("contract_id","kind","year") WHERE "contract_flows"."state" <> 'disputed';--> statement-breakpoint
CREATE INDEX "contract_flows_contract_id_year_index" ON "contract_flows" USING btree ("contract_id","year");--> statement-breakpoint
CREATE INDEX "contracts_linkage_id_created_at_index" ON "contracts" USING btree ("linkage_id","created_at");--> statement-breakpoint
CREATE INDEX "contracts_lead_firm_id_index" ON "contracts" USING btree ("lead_firm_id");--> statement-breakpoint
CREATE INDEX "contracts_sme_id_index" ON "contracts" USING btree ("sme_id");--> statement-breakpoint
CREATE INDEX "message_invitations_agency_id_index" ON "message_invitations" USING btree ("agency_id");--> statement-breakpoint
CREATE INDEX "messages_linkage_id_at_id_index" ON "messages" USING btree ("linkage_id","at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "messages_mail_hash_index" ON "messages" USING btree ("mail_hash");--> statement-breakpoint
CREATE INDEX "desk_entries_linkage_id_agency_id_at_index" ON "desk_entries" USING btree ("linkage_id","agency_id","at");--> statement-breakpoint
CREATE INDEX "desk_entries_agency_id_index" ON "desk_entries" USING btree ("agency_id");--> statement-breakpoint
CREATE INDEX "desk_officers_agency_id_user_id_index" ON "desk_officers" USING btree ("agency_id","user_id");--> statement-breakpoint
CREATE INDEX "desk_officers_linkage_id_index" ON "desk_officers" USING btree ("linkage_id");--> statement-breakpoint
CREATE UNIQUE INDEX "handovers_one_open" ON "handovers" USING btree ("need_id","to_agency_id") WHERE "handovers"."state" in ('proposed', 'accepted');--> statement-breakpoint
CREATE INDEX "handovers_need_id_index" ON "handovers" USING btree ("need_id");--> statement-breakpoint
CREATE INDEX "handovers_from_agency_id_updated_at_index" ON "handovers" USING btree ("from_agency_id","updated_at");--> statement-breakpoint
CREATE INDEX "handovers_to_agency_id_updated_at_index" ON "handovers" USING btree ("to_agency_id","updated_at");--> statement-breakpoint
CREATE INDEX "document_reads_document_id_at_index" ON "document_reads" USING btree ("document_id","at");--> statement-breakpoint
CREATE INDEX "document_versions_object_index" ON "document_versions" USING btree ("object");--> statement-breakpoint
CREATE INDEX "documents_subject_kind_subject_id_index" ON "documents" USING btree ("subject_kind","subject_id");--> statement-breakpoint
CREATE INDEX "documents_organization_id_index" ON "documents" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "documents_need_id_index" ON "documents" USING btree ("need_id");--> statement-breakpoint
CREATE INDEX "documents_linkage_id_index" ON "documents" USING btree ("linkage_id");--> statement-breakpoint
CREATE INDEX "documents_keep_until_on_index" ON "documents" USING btree ("keep_until_on");--> statement-breakpoint
CREATE INDEX "ndas_linkage_id_superseded_at_index" ON "ndas" USING btree ("linkage_id","superseded_at");--> statement-breakpoint
CREATE INDEX "uploads_organization_id_index" ON "uploads" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "uploads_created_at_index" ON "uploads" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "uploads_object_index" ON "uploads" USING btree ("object");--> statement-breakpoint
CREATE UNIQUE INDEX "event_meetings_lead_firm_id_sme_id_index" ON "event_meetings" USING btree ("lead_firm_id","sme_id");--> statement-breakpoint
CREATE UNIQUE INDEX "event_meetings_event_id_slot_table_number_index" ON "event_meetings" USING btree ("event_id","slot","table_number");--> statement-breakpoint
CREATE UNIQUE INDEX "event_meetings_lead_firm_id_slot_index" ON "event_meetings" USING btree ("lead_firm_id","slot");--> statement-breakpoint
CREATE UNIQUE INDEX "event_meetings_sme_id_slot_index" ON "event_meetings" USING btree ("sme_id","slot");--> statement-breakpoint
CREATE INDEX "event_meetings_state_reminded_at_index" ON "event_meetings" USING btree ("state","reminded_at");--> statement-breakpoint
CREATE INDEX "event_outcomes_organization_id_index" ON "event_outcomes" USING btree ("organization_id");--> statement-breakpoint
CREATE UNIQUE INDEX "event_participants_event_id_organization_id_index" ON "event_participants" USING btree ("event_id","organization_id");--> statement-breakpoint
CREATE UNIQUE INDEX "event_participants_event_id_alias_index" ON "event_participants" USING btree ("event_id","alias");--> statement-breakpoint
CREATE INDEX "event_participants_organization_id_index" ON "event_participants" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "event_participants_event_id_state_index" ON "event_participants" USING btree ("event_id","state");--> statement-breakpoint
CREATE INDEX "events_agency_id_starts_at_index" ON "events" USING btree ("agency_id","starts_at");--> statement-breakpoint
CREATE INDEX "events_state_starts_at_index" ON "events" USING btree ("state","starts_at");--> statement-breakpoint
CREATE INDEX "events_state_register_until_index" ON "events" USING btree ("state","register_until");--> statement-breakpoint
CREATE UNIQUE INDEX "mandates_one_given" ON "mandates" USING btree ("agency_id","giver_id") WHERE "mandates"."state" = 'given';--> statement-breakpoint
CREATE UNIQUE INDEX "mandates_one_asked" ON "mandates" USING btree ("agency_id","giver_id") WHERE "mandates"."state" = 'asked';--> statement-breakpoint
CREATE INDEX "mandates_agency_id_state_updated_at_index" ON "mandates" USING btree ("agency_id","state","updated_at");--> statement-breakpoint
CREATE INDEX "mandates_giver_id_state_updated_at_index" ON "mandates" USING btree ("giver_id","state","updated_at");--> statement-breakpoint
CREATE INDEX "mandates_ends_at_index" ON "mandates" USING btree ("ends_at");--> statement-breakpoint
CREATE UNIQUE INDEX "calendars_user_id_organization_id_index" ON "calendars" USING btree ("user_id","organization_id");--> statement-breakpoint
CREATE INDEX "calendars_organization_id_index" ON "calendars" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "findings_linkage_id_state_index" ON "findings" USING btree ("linkage_id","state");--> statement-breakpoint
CREATE INDEX "findings_meeting_id_index" ON "findings" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "meeting_attendees_organization_id_index" ON "meeting_attendees" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "meeting_outcomes_organization_id_index" ON "meeting_outcomes" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "meetings_linkage_id_starts_at_index" ON "meetings" USING btree ("linkage_id","starts_at");--> statement-breakpoint
CREATE INDEX "meetings_lead_firm_id_starts_at_index" ON "meetings" USING btree ("lead_firm_id","starts_at");--> statement-breakpoint
CREATE INDEX "meetings_sme_id_starts_at_index" ON "meetings" USING btree ("sme_id","starts_at");--> statement-breakpoint
CREATE INDEX "meetings_agency_id_starts_at_index" ON "meetings" USING btree ("agency_id","starts_at");--> statement-breakpoint
CREATE INDEX "meetings_state_expires_at_index" ON "meetings" USING btree ("state","expires_at");--> statement-breakpoint
CREATE INDEX "meetings_state_starts_at_index" ON "meetings" USING btree ("state","starts_at");--> statement-breakpoint
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
CREATE INDEX "answer_links_need_id_organization_id_index" ON "answer_links" USING btree ("need_id","organization_id");--> statement-breakpoint
CREATE INDEX "answer_links_organization_id_index" ON "answer_links" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "answer_links_user_id_index" ON "answer_links" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "answer_links_asked_again_at_ask_again_on_index" ON "answer_links" USING btree ("asked_again_at","ask_again_on");--> statement-breakpoint
CREATE INDEX "answer_links_expires_at_index" ON "answer_links" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "feedbacks_lead_firm_id_given_at_index" ON "feedbacks" USING btree ("lead_firm_id","given_at");--> statement-breakpoint
CREATE INDEX "feedbacks_need_id_index" ON "feedbacks" USING btree ("need_id");--> statement-breakpoint
CREATE INDEX "feedbacks_sme_id_index" ON "feedbacks" USING btree ("sme_id");--> statement-breakpoint
CREATE INDEX "interests_need_id_index" ON "interests" USING btree ("need_id");--> statement-breakpoint
CREATE INDEX "interests_lead_firm_id_index" ON "interests" USING btree ("lead_firm_id");--> statement-breakpoint
CREATE INDEX "interests_sme_id_updated_at_index" ON "interests" USING btree ("sme_id","updated_at");--> statement-breakpoint
CREATE INDEX "offers_need_id_submitted_at_index" ON "offers" USING btree ("need_id","submitted_at");--> statement-breakpoint
CREATE INDEX "offers_lead_firm_id_index" ON "offers" USING btree ("lead_firm_id");--> statement-breakpoint
CREATE INDEX "offers_sme_id_updated_at_index" ON "offers" USING btree ("sme_id","updated_at");--> statement-breakpoint
CREATE UNIQUE INDEX "supplier_entries_list_id_sme_id_index" ON "supplier_entries" USING btree ("list_id","sme_id");--> statement-breakpoint
CREATE INDEX "supplier_entries_sme_id_updated_at_index" ON "supplier_entries" USING btree ("sme_id","updated_at");--> statement-breakpoint
CREATE INDEX "supplier_entries_list_id_updated_at_index" ON "supplier_entries" USING btree ("list_id","updated_at");--> statement-breakpoint
CREATE INDEX "supplier_entries_lead_firm_id_index" ON "supplier_entries" USING btree ("lead_firm_id");--> statement-breakpoint
CREATE INDEX "supplier_entries_linkage_id_index" ON "supplier_entries" USING btree ("linkage_id");--> statement-breakpoint
CREATE UNIQUE INDEX "supplier_lists_lead_firm_id_name_index" ON "supplier_lists" USING btree ("lead_firm_id","name");--> statement-breakpoint
CREATE INDEX "supplier_moves_list_id_at_index" ON "supplier_moves" USING btree ("list_id","at");--> statement-breakpoint
CREATE INDEX "supplier_moves_entry_id_index" ON "supplier_moves" USING btree ("entry_id");--> statement-breakpoint
ALTER TABLE "linkages" ADD CONSTRAINT "linkages_agency_id_organizations_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."organizations"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sourcing_needs" ADD CONSTRAINT "sourcing_needs_review_agency_id_organizations_id_fk" FOREIGN KEY ("review_agency_id") REFERENCES "public"."organizations"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "linkages_turn_due_at_index" ON "linkages" USING btree ("turn","due_at");--> statement-breakpoint
CREATE INDEX "linkages_updated_at_id_index" ON "linkages" USING btree ("updated_at","id");--> statement-breakpoint
CREATE INDEX "linkages_agency_id_index" ON "linkages" USING btree ("agency_id");--> statement-breakpoint
CREATE INDEX "sourcing_needs_review_agency_id_index" ON "sourcing_needs" USING btree ("review_agency_id");