-- P5: by which change a version of a diagram was published, where its agency asks for one.
ALTER TABLE "process_version" ADD COLUMN "change_code" TEXT;
