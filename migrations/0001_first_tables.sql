CREATE TABLE "one_time_tokens" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"purpose" text NOT NULL,
	"token_hash" text NOT NULL,
	"user_id" uuid,
	"subject_id" uuid,
	"payload" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "one_time_tokens_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"organization_id" uuid,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_failures" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"email_hash" text NOT NULL,
	"address" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"locale" text,
	"platform_admin" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"import_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"cells" jsonb NOT NULL,
	"ragged" boolean DEFAULT false NOT NULL,
	"good" boolean,
	"errors" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"duplicates" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"ground" text,
	"decision" text,
	"skip" boolean DEFAULT false NOT NULL,
	"outcome" text,
	"firm_id" uuid,
	CONSTRAINT "import_rows_import_id_line_pk" PRIMARY KEY("import_id","line")
);
--> statement-breakpoint
CREATE TABLE "import_values" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"import_id" uuid NOT NULL,
	"field" text NOT NULL,
	"key" text NOT NULL,
	"value" text NOT NULL,
	"count" integer NOT NULL,
	"codes" text[]
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"organization_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"list_name" text NOT NULL,
	"format" text NOT NULL,
	"encoding" text,
	"delimiter" text,
	"header" text[] NOT NULL,
	"row_count" integer NOT NULL,
	"state" text DEFAULT 'uploaded' NOT NULL,
	"mapping" jsonb NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"imported" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"skipped" integer DEFAULT 0 NOT NULL,
	"problem" text,
	"finished_at" timestamp with time zone,
	"created_by" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"seq" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_log_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"user_id" uuid,
	"organization_id" uuid,
	"action" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "changes" (
	"seq" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "changes_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"scope" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"result" jsonb,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_scope_key_pk" PRIMARY KEY("scope","key")
);
--> statement-breakpoint
CREATE TABLE "linkage_entries" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"linkage_id" uuid NOT NULL,
	"stage_before" text,
	"stage" text NOT NULL,
	"reason" text,
	"note" text DEFAULT '' NOT NULL,
	"by_user_id" uuid NOT NULL,
	"by_organization_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "linkages" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"need_id" uuid NOT NULL,
	"lead_firm_id" uuid NOT NULL,
	"sme_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"reason" text,
	"note" text DEFAULT '' NOT NULL,
	"need_version" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "claims" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"organization_id" uuid NOT NULL,
	"agency_id" uuid NOT NULL,
	"user_id" uuid,
	"contact" text DEFAULT '' NOT NULL,
	"message" text DEFAULT '' NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"organization_id" uuid NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"duties" text[] DEFAULT '{}' NOT NULL,
	"token_hash" text NOT NULL,
	"invited_by" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "invitations_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"duties" text[] DEFAULT '{}' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"native_name" text DEFAULT '' NOT NULL,
	"name_key" text NOT NULL,
	"place_key" text DEFAULT '' NOT NULL,
	"country" text NOT NULL,
	"region" text DEFAULT '' NOT NULL,
	"city" text DEFAULT '' NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"registration_number" text DEFAULT '' NOT NULL,
	"website" text DEFAULT '' NOT NULL,
	"contact_email" text DEFAULT '' NOT NULL,
	"contact_phone" text DEFAULT '' NOT NULL,
	"claimed" boolean DEFAULT true NOT NULL,
	"list_name" text DEFAULT '' NOT NULL,
	"listed_by" uuid,
	"import_id" uuid,
	"external_ref" text DEFAULT '' NOT NULL,
	"verified_by" uuid,
	"verified_on" date,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "capability_profiles" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"organization_id" uuid NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"headline" text DEFAULT '' NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"language" text DEFAULT 'en' NOT NULL,
	"sector" text DEFAULT '' NOT NULL,
	"employees" integer,
	"founded_year" integer,
	"complete" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"published_at" timestamp with time zone,
	"imported_version" integer,
	"source" text NOT NULL,
	"source_note" text DEFAULT '' NOT NULL,
	"level" text NOT NULL,
	"stated_on" date NOT NULL,
	"checked_by" text,
	"checked_on" date,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "capability_profiles_organizationId_unique" UNIQUE("organization_id")
);
--> statement-breakpoint
CREATE TABLE "capacities" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"profile_id" uuid NOT NULL,
	"concept" text,
	"site_id" uuid,
	"installed_per_month" integer NOT NULL,
	"unit" text NOT NULL,
	"utilisation" double precision NOT NULL,
	"free_from" date,
	"ramp_weeks" integer,
	"source" text NOT NULL,
	"source_note" text DEFAULT '' NOT NULL,
	"level" text NOT NULL,
	"stated_on" date NOT NULL,
	"checked_by" text,
	"checked_on" date
);
--> statement-breakpoint
CREATE TABLE "certificates" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"profile_id" uuid NOT NULL,
	"standard" text NOT NULL,
	"edition" text DEFAULT '' NOT NULL,
	"number" text DEFAULT '' NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"site_ids" uuid[] DEFAULT '{}' NOT NULL,
	"scope" text[] DEFAULT '{}' NOT NULL,
	"status" text NOT NULL,
	"valid_from" date,
	"valid_until" date,
	"target_on" date,
	"issued_by" uuid,
	"source" text NOT NULL,
	"source_note" text DEFAULT '' NOT NULL,
	"level" text NOT NULL,
	"stated_on" date NOT NULL,
	"checked_by" text,
	"checked_on" date
);
--> statement-breakpoint
CREATE TABLE "commercial_terms" (
	"profile_id" uuid PRIMARY KEY NOT NULL,
	"minimum_order" integer,
	"minimum_order_unit" text,
	"sample_lead_days" integer,
	"series_lead_days" integer,
	"payment_days_max" integer,
	"industries_refused" text[] DEFAULT '{}' NOT NULL,
	"languages" text[] DEFAULT '{}' NOT NULL,
	"export_share" double precision,
	"export_countries" text[] DEFAULT '{}' NOT NULL,
	"export_since_year" integer,
	"source" text NOT NULL,
	"source_note" text DEFAULT '' NOT NULL,
	"level" text NOT NULL,
	"stated_on" date NOT NULL,
	"checked_by" text,
	"checked_on" date
);
--> statement-breakpoint
CREATE TABLE "customer_references" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"profile_id" uuid NOT NULL,
	"name" text NOT NULL,
	"sector" text,
	"concept" text,
	"since_year" integer,
	"share_of_turnover" double precision,
	"source" text NOT NULL,
	"source_note" text DEFAULT '' NOT NULL,
	"level" text NOT NULL,
	"stated_on" date NOT NULL,
	"checked_by" text,
	"checked_on" date
);
--> statement-breakpoint
CREATE TABLE "match_facts" (
	"profile_id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"published" boolean NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"texts" jsonb NOT NULL,
	"facts" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "profile_processes" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"profile_id" uuid NOT NULL,
	"process" text NOT NULL,
	"site_id" uuid,
	"mode" text NOT NULL,
	"years_of_experience" integer,
	"materials" text[] DEFAULT '{}' NOT NULL,
	"parameters" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"source" text NOT NULL,
	"source_note" text DEFAULT '' NOT NULL,
	"level" text NOT NULL,
	"stated_on" date NOT NULL,
	"checked_by" text,
	"checked_on" date
);
--> statement-breakpoint
CREATE TABLE "profile_products" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"profile_id" uuid NOT NULL,
	"product" text,
	"name" text NOT NULL,
	"functions" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"source" text NOT NULL,
	"source_note" text DEFAULT '' NOT NULL,
	"level" text NOT NULL,
	"stated_on" date NOT NULL,
	"checked_by" text,
	"checked_on" date
);
--> statement-breakpoint
CREATE TABLE "sites" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"profile_id" uuid NOT NULL,
	"name" text NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"city" text DEFAULT '' NOT NULL,
	"region" text DEFAULT '' NOT NULL,
	"country" text NOT NULL,
	"employees" integer,
	"shifts_per_day" integer,
	"floor_area_m2" integer,
	"source" text NOT NULL,
	"source_note" text DEFAULT '' NOT NULL,
	"level" text NOT NULL,
	"stated_on" date NOT NULL,
	"checked_by" text,
	"checked_on" date
);
--> statement-breakpoint
CREATE TABLE "criteria" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"need_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"category" text NOT NULL,
	"class" text NOT NULL,
	"weight" double precision
);
--> statement-breakpoint
CREATE TABLE "proposal_snapshots" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"need_id" uuid NOT NULL,
	"need_version" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"items" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "requirement_groups" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"criterion_id" uuid NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "requirements" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"group_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"code" text DEFAULT '' NOT NULL,
	"within" text DEFAULT '' NOT NULL,
	"operator" text NOT NULL,
	"value" double precision,
	"value_to" double precision,
	"values" text[] DEFAULT '{}' NOT NULL,
	"unit" text DEFAULT '' NOT NULL,
	"min_evidence" text,
	"max_age_months" integer,
	"months_to_close" integer,
	"held_by" text,
	"accept_equivalent" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sourcing_needs" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"organization_id" uuid NOT NULL,
	"title" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"language" text DEFAULT 'en' NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"products" text[] DEFAULT '{}' NOT NULL,
	"processes" text[] DEFAULT '{}' NOT NULL,
	"sector" text DEFAULT '' NOT NULL,
	"volume_per_month" integer,
	"volume_unit" text DEFAULT 'pcs' NOT NULL,
	"start_on" date,
	"horizon_months" integer DEFAULT 12 NOT NULL,
	"answer_by" timestamp with time zone,
	"delivery_country" text DEFAULT '' NOT NULL,
	"delivery_place" text DEFAULT '' NOT NULL,
	"countries_accepted" text[] DEFAULT '{}' NOT NULL,
	"payment_days" integer,
	"alias" boolean DEFAULT false NOT NULL,
	"published_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"closed_reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "catalogue_seeds" (
	"catalogue" text PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"rules" text[] DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "classification_codes" (
	"scheme" text NOT NULL,
	"code" text NOT NULL,
	"parent" text,
	"labels" jsonb NOT NULL,
	CONSTRAINT "classification_codes_scheme_code_pk" PRIMARY KEY("scheme","code")
);
--> statement-breakpoint
CREATE TABLE "concepts" (
	"code" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"group" text NOT NULL,
	"parent" text,
	"labels" jsonb NOT NULL,
	"synonyms" jsonb NOT NULL,
	"isic" text[] NOT NULL,
	"hs" text[] NOT NULL,
	"cpv" text[] NOT NULL,
	"retired" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "standard_editions" (
	"standard" text NOT NULL,
	"edition" text NOT NULL,
	"accepted_from" date,
	"accepted_until" date,
	CONSTRAINT "standard_editions_standard_edition_pk" PRIMARY KEY("standard","edition")
);
--> statement-breakpoint
CREATE TABLE "standard_implications" (
	"holds" text NOT NULL,
	"satisfies" text NOT NULL,
	"verdict" text NOT NULL,
	"factor" double precision,
	"months_min" integer,
	"months_max" integer,
	"conditions" text[] NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"source" text DEFAULT '' NOT NULL,
	CONSTRAINT "standard_implications_holds_satisfies_pk" PRIMARY KEY("holds","satisfies")
);
--> statement-breakpoint
CREATE TABLE "standards" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"issuer_organization_id" uuid,
	"checklist" text[] DEFAULT '{}' NOT NULL,
	"accepts_instead" text[] DEFAULT '{}' NOT NULL,
	"months_min" integer,
	"months_max" integer,
	"scale_group" text,
	"scale_rank" integer,
	"withdrawn_on" date,
	"sectors" text[] DEFAULT '{}' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "standards_code_unique" UNIQUE("code")
);
--> statement-breakpoint
ALTER TABLE "one_time_tokens" ADD CONSTRAINT "one_time_tokens_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_values" ADD CONSTRAINT "import_values_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "linkage_entries" ADD CONSTRAINT "linkage_entries_linkage_id_linkages_id_fk" FOREIGN KEY ("linkage_id") REFERENCES "public"."linkages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "linkages" ADD CONSTRAINT "linkages_need_id_sourcing_needs_id_fk" FOREIGN KEY ("need_id") REFERENCES "public"."sourcing_needs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "linkages" ADD CONSTRAINT "linkages_lead_firm_id_organizations_id_fk" FOREIGN KEY ("lead_firm_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "linkages" ADD CONSTRAINT "linkages_sme_id_organizations_id_fk" FOREIGN KEY ("sme_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "capability_profiles" ADD CONSTRAINT "capability_profiles_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "capacities" ADD CONSTRAINT "capacities_profile_id_capability_profiles_id_fk" FOREIGN KEY ("profile_id") REFERENCES "public"."capability_profiles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_profile_id_capability_profiles_id_fk" FOREIGN KEY ("profile_id") REFERENCES "public"."capability_profiles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commercial_terms" ADD CONSTRAINT "commercial_terms_profile_id_capability_profiles_id_fk" FOREIGN KEY ("profile_id") REFERENCES "public"."capability_profiles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_references" ADD CONSTRAINT "customer_references_profile_id_capability_profiles_id_fk" FOREIGN KEY ("profile_id") REFERENCES "public"."capability_profiles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_facts" ADD CONSTRAINT "match_facts_profile_id_capability_profiles_id_fk" FOREIGN KEY ("profile_id") REFERENCES "public"."capability_profiles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profile_processes" ADD CONSTRAINT "profile_processes_profile_id_capability_profiles_id_fk" FOREIGN KEY ("profile_id") REFERENCES "public"."capability_profiles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profile_products" ADD CONSTRAINT "profile_products_profile_id_capability_profiles_id_fk" FOREIGN KEY ("profile_id") REFERENCES "public"."capability_profiles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sites" ADD CONSTRAINT "sites_profile_id_capability_profiles_id_fk" FOREIGN KEY ("profile_id") REFERENCES "public"."capability_profiles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "criteria" ADD CONSTRAINT "criteria_need_id_sourcing_needs_id_fk" FOREIGN KEY ("need_id") REFERENCES "public"."sourcing_needs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_snapshots" ADD CONSTRAINT "proposal_snapshots_need_id_sourcing_needs_id_fk" FOREIGN KEY ("need_id") REFERENCES "public"."sourcing_needs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirement_groups" ADD CONSTRAINT "requirement_groups_criterion_id_criteria_id_fk" FOREIGN KEY ("criterion_id") REFERENCES "public"."criteria"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirements" ADD CONSTRAINT "requirements_group_id_requirement_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."requirement_groups"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sourcing_needs" ADD CONSTRAINT "sourcing_needs_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "one_time_tokens_user_id_index" ON "one_time_tokens" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "one_time_tokens_subject_id_index" ON "one_time_tokens" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "sessions_user_id_index" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sign_in_failures_email_hash_at_index" ON "sign_in_failures" USING btree ("email_hash","at");--> statement-breakpoint
CREATE INDEX "sign_in_failures_address_at_index" ON "sign_in_failures" USING btree ("address","at");--> statement-breakpoint
CREATE INDEX "import_rows_firm_id_index" ON "import_rows" USING btree ("firm_id");--> statement-breakpoint
CREATE INDEX "import_values_import_id_field_count_index" ON "import_values" USING btree ("import_id","field","count");--> statement-breakpoint
CREATE INDEX "imports_organization_id_created_at_index" ON "imports" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "audit_log_organization_id_seq_index" ON "audit_log" USING btree ("organization_id","seq");--> statement-breakpoint
CREATE INDEX "audit_log_subject_kind_subject_id_index" ON "audit_log" USING btree ("subject_kind","subject_id");--> statement-breakpoint
CREATE INDEX "changes_kind_subject_id_index" ON "changes" USING btree ("kind","subject_id");--> statement-breakpoint
CREATE INDEX "idempotency_keys_created_at_index" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "linkage_entries_linkage_id_at_index" ON "linkage_entries" USING btree ("linkage_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "linkages_need_id_sme_id_index" ON "linkages" USING btree ("need_id","sme_id");--> statement-breakpoint
CREATE INDEX "linkages_lead_firm_id_stage_index" ON "linkages" USING btree ("lead_firm_id","stage");--> statement-breakpoint
CREATE INDEX "linkages_sme_id_stage_index" ON "linkages" USING btree ("sme_id","stage");--> statement-breakpoint
CREATE INDEX "claims_agency_id_state_index" ON "claims" USING btree ("agency_id","state");--> statement-breakpoint
CREATE INDEX "claims_organization_id_index" ON "claims" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "claims_user_id_index" ON "claims" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "invitations_organization_id_index" ON "invitations" USING btree ("organization_id");--> statement-breakpoint
CREATE UNIQUE INDEX "memberships_organization_id_user_id_index" ON "memberships" USING btree ("organization_id","user_id");--> statement-breakpoint
CREATE INDEX "memberships_user_id_index" ON "memberships" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "organizations_kind_country_index" ON "organizations" USING btree ("kind","country");--> statement-breakpoint
CREATE INDEX "organizations_name_key_country_index" ON "organizations" USING btree ("name_key","country");--> statement-breakpoint
CREATE INDEX "organizations_registration_number_index" ON "organizations" USING btree ("registration_number");--> statement-breakpoint
CREATE INDEX "organizations_import_id_index" ON "organizations" USING btree ("import_id");--> statement-breakpoint
CREATE INDEX "organizations_listed_by_index" ON "organizations" USING btree ("listed_by");--> statement-breakpoint
CREATE INDEX "capability_profiles_state_index" ON "capability_profiles" USING btree ("state");--> statement-breakpoint
CREATE INDEX "capacities_profile_id_index" ON "capacities" USING btree ("profile_id");--> statement-breakpoint
CREATE INDEX "certificates_profile_id_index" ON "certificates" USING btree ("profile_id");--> statement-breakpoint
CREATE INDEX "certificates_issued_by_index" ON "certificates" USING btree ("issued_by");--> statement-breakpoint
CREATE INDEX "certificates_valid_until_index" ON "certificates" USING btree ("valid_until");--> statement-breakpoint
CREATE INDEX "customer_references_profile_id_index" ON "customer_references" USING btree ("profile_id");--> statement-breakpoint
CREATE INDEX "match_facts_organization_id_index" ON "match_facts" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "profile_processes_profile_id_index" ON "profile_processes" USING btree ("profile_id");--> statement-breakpoint
CREATE INDEX "profile_products_profile_id_index" ON "profile_products" USING btree ("profile_id");--> statement-breakpoint
CREATE INDEX "sites_profile_id_index" ON "sites" USING btree ("profile_id");--> statement-breakpoint
CREATE INDEX "criteria_need_id_index" ON "criteria" USING btree ("need_id");--> statement-breakpoint
CREATE INDEX "proposal_snapshots_need_id_need_version_index" ON "proposal_snapshots" USING btree ("need_id","need_version");--> statement-breakpoint
CREATE INDEX "requirement_groups_criterion_id_index" ON "requirement_groups" USING btree ("criterion_id");--> statement-breakpoint
CREATE INDEX "requirements_group_id_index" ON "requirements" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "sourcing_needs_organization_id_state_index" ON "sourcing_needs" USING btree ("organization_id","state");--> statement-breakpoint
CREATE INDEX "sourcing_needs_state_published_at_index" ON "sourcing_needs" USING btree ("state","published_at");--> statement-breakpoint
CREATE INDEX "concepts_kind_group_index" ON "concepts" USING btree ("kind","group");--> statement-breakpoint
CREATE INDEX "standards_issuer_organization_id_index" ON "standards" USING btree ("issuer_organization_id");