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
ALTER TABLE "document_versions" ADD CONSTRAINT "document_versions_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_need_id_sourcing_needs_id_fk" FOREIGN KEY ("need_id") REFERENCES "public"."sourcing_needs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_linkage_id_linkages_id_fk" FOREIGN KEY ("linkage_id") REFERENCES "public"."linkages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nda_signatures" ADD CONSTRAINT "nda_signatures_nda_id_ndas_id_fk" FOREIGN KEY ("nda_id") REFERENCES "public"."ndas"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ndas" ADD CONSTRAINT "ndas_linkage_id_linkages_id_fk" FOREIGN KEY ("linkage_id") REFERENCES "public"."linkages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
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
CREATE INDEX "uploads_object_index" ON "uploads" USING btree ("object");