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
ALTER TABLE "supplier_entries" ADD CONSTRAINT "supplier_entries_list_id_supplier_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."supplier_lists"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_entries" ADD CONSTRAINT "supplier_entries_lead_firm_id_organizations_id_fk" FOREIGN KEY ("lead_firm_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_entries" ADD CONSTRAINT "supplier_entries_sme_id_organizations_id_fk" FOREIGN KEY ("sme_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_entries" ADD CONSTRAINT "supplier_entries_linkage_id_linkages_id_fk" FOREIGN KEY ("linkage_id") REFERENCES "public"."linkages"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_lists" ADD CONSTRAINT "supplier_lists_lead_firm_id_organizations_id_fk" FOREIGN KEY ("lead_firm_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_moves" ADD CONSTRAINT "supplier_moves_entry_id_supplier_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."supplier_entries"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_moves" ADD CONSTRAINT "supplier_moves_list_id_supplier_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."supplier_lists"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "supplier_entries_list_id_sme_id_index" ON "supplier_entries" USING btree ("list_id","sme_id");--> statement-breakpoint
CREATE INDEX "supplier_entries_sme_id_updated_at_index" ON "supplier_entries" USING btree ("sme_id","updated_at");--> statement-breakpoint
CREATE INDEX "supplier_entries_list_id_updated_at_index" ON "supplier_entries" USING btree ("list_id","updated_at");--> statement-breakpoint
CREATE UNIQUE INDEX "supplier_lists_lead_firm_id_name_index" ON "supplier_lists" USING btree ("lead_firm_id","name");--> statement-breakpoint
CREATE INDEX "supplier_moves_list_id_at_index" ON "supplier_moves" USING btree ("list_id","at");