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
ALTER TABLE "message_invitations" ADD CONSTRAINT "message_invitations_linkage_id_linkages_id_fk" FOREIGN KEY ("linkage_id") REFERENCES "public"."linkages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_invitations" ADD CONSTRAINT "message_invitations_agency_id_organizations_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_reads" ADD CONSTRAINT "message_reads_linkage_id_linkages_id_fk" FOREIGN KEY ("linkage_id") REFERENCES "public"."linkages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_linkage_id_linkages_id_fk" FOREIGN KEY ("linkage_id") REFERENCES "public"."linkages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "message_invitations_agency_id_index" ON "message_invitations" USING btree ("agency_id");--> statement-breakpoint
CREATE INDEX "messages_linkage_id_at_id_index" ON "messages" USING btree ("linkage_id","at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "messages_mail_hash_index" ON "messages" USING btree ("mail_hash");