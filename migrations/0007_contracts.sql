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
ALTER TABLE "contract_entries" ADD CONSTRAINT "contract_entries_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_flows" ADD CONSTRAINT "contract_flows_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_linkage_id_linkages_id_fk" FOREIGN KEY ("linkage_id") REFERENCES "public"."linkages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_lead_firm_id_organizations_id_fk" FOREIGN KEY ("lead_firm_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_sme_id_organizations_id_fk" FOREIGN KEY ("sme_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contract_entries_contract_id_at_index" ON "contract_entries" USING btree ("contract_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "contract_flows_one_standing" ON "contract_flows" USING btree ("contract_id","kind","year") WHERE "contract_flows"."state" <> 'disputed';--> statement-breakpoint
CREATE INDEX "contract_flows_contract_id_year_index" ON "contract_flows" USING btree ("contract_id","year");--> statement-breakpoint
CREATE INDEX "contracts_linkage_id_created_at_index" ON "contracts" USING btree ("linkage_id","created_at");