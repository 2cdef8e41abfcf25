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
ALTER TABLE "sourcing_needs" ADD COLUMN "sealed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
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
CREATE INDEX "answer_links_need_id_organization_id_index" ON "answer_links" USING btree ("need_id","organization_id");--> statement-breakpoint
CREATE INDEX "answer_links_asked_again_at_ask_again_on_index" ON "answer_links" USING btree ("asked_again_at","ask_again_on");--> statement-breakpoint
CREATE INDEX "answer_links_expires_at_index" ON "answer_links" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "feedbacks_lead_firm_id_given_at_index" ON "feedbacks" USING btree ("lead_firm_id","given_at");--> statement-breakpoint
CREATE INDEX "interests_need_id_index" ON "interests" USING btree ("need_id");--> statement-breakpoint
CREATE INDEX "interests_sme_id_updated_at_index" ON "interests" USING btree ("sme_id","updated_at");--> statement-breakpoint
CREATE INDEX "offers_need_id_submitted_at_index" ON "offers" USING btree ("need_id","submitted_at");--> statement-breakpoint
CREATE INDEX "offers_sme_id_updated_at_index" ON "offers" USING btree ("sme_id","updated_at");