process.stdout.write("assay\n");
