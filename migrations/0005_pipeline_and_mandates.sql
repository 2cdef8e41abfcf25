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
ALTER TABLE "linkage_terms" ADD CONSTRAINT "linkage_terms_agency_id_organizations_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandates" ADD CONSTRAINT "mandates_agency_id_organizations_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandates" ADD CONSTRAINT "mandates_giver_id_organizations_id_fk" FOREIGN KEY ("giver_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "mandates_one_given" ON "mandates" USING btree ("agency_id","giver_id") WHERE "mandates"."state" = 'given';--> statement-breakpoint
CREATE UNIQUE INDEX "mandates_one_asked" ON "mandates" USING btree ("agency_id","giver_id") WHERE "mandates"."state" = 'asked';--> statement-breakpoint
CREATE INDEX "mandates_agency_id_state_updated_at_index" ON "mandates" USING btree ("agency_id","state","updated_at");--> statement-breakpoint
CREATE INDEX "mandates_giver_id_state_updated_at_index" ON "mandates" USING btree ("giver_id","state","updated_at");--> statement-breakpoint
CREATE INDEX "mandates_ends_at_index" ON "mandates" USING btree ("ends_at");--> statement-breakpoint
ALTER TABLE "linkages" ADD CONSTRAINT "linkages_agency_id_organizations_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."organizations"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sourcing_needs" ADD CONSTRAINT "sourcing_needs_review_agency_id_organizations_id_fk" FOREIGN KEY ("review_agency_id") REFERENCES "public"."organizations"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "linkages_turn_due_at_index" ON "linkages" USING btree ("turn","due_at");--> statement-breakpoint
CREATE INDEX "linkages_updated_at_id_index" ON "linkages" USING btree ("updated_at","id");--> statement-breakpoint
CREATE INDEX "sourcing_needs_review_agency_id_index" ON "sourcing_needs" USING btree ("review_agency_id");