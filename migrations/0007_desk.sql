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
ALTER TABLE "desk_entries" ADD CONSTRAINT "desk_entries_agency_id_organizations_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk_entries" ADD CONSTRAINT "desk_entries_linkage_id_linkages_id_fk" FOREIGN KEY ("linkage_id") REFERENCES "public"."linkages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk_officers" ADD CONSTRAINT "desk_officers_agency_id_organizations_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk_officers" ADD CONSTRAINT "desk_officers_linkage_id_linkages_id_fk" FOREIGN KEY ("linkage_id") REFERENCES "public"."linkages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handovers" ADD CONSTRAINT "handovers_need_id_sourcing_needs_id_fk" FOREIGN KEY ("need_id") REFERENCES "public"."sourcing_needs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handovers" ADD CONSTRAINT "handovers_from_agency_id_organizations_id_fk" FOREIGN KEY ("from_agency_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handovers" ADD CONSTRAINT "handovers_to_agency_id_organizations_id_fk" FOREIGN KEY ("to_agency_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "desk_entries_linkage_id_agency_id_at_index" ON "desk_entries" USING btree ("linkage_id","agency_id","at");--> statement-breakpoint
CREATE INDEX "desk_officers_agency_id_user_id_index" ON "desk_officers" USING btree ("agency_id","user_id");--> statement-breakpoint
CREATE INDEX "desk_officers_linkage_id_index" ON "desk_officers" USING btree ("linkage_id");--> statement-breakpoint
CREATE UNIQUE INDEX "handovers_one_open" ON "handovers" USING btree ("need_id","to_agency_id") WHERE "handovers"."state" in ('proposed', 'accepted');--> statement-breakpoint
CREATE INDEX "handovers_from_agency_id_updated_at_index" ON "handovers" USING btree ("from_agency_id","updated_at");--> statement-breakpoint
CREATE INDEX "handovers_to_agency_id_updated_at_index" ON "handovers" USING btree ("to_agency_id","updated_at");