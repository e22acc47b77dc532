// Parses AsyncAPI documents with the reference parser: node check.mjs FILE...
// Prints each error and warning as FILE:LINE:COLUMN, and exits with 1 if there is one, with 2 if it was called wrongly.
import { Parser, fromFile } from '@asyncapi/parser';

// As the parser counts: 0 is an error, 1 a warning; beyond that come matters of taste.
const WARNING = 1;

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('Which documents? Call: node check.mjs FILE...');
  process.exit(2);
}

for (const file of files) {
  const { document, diagnostics } = await fromFile(new Parser(), file).parse();
  const complaints = diagnostics.filter(({ severity }) => severity <= WARNING);
  for (const { range, severity, code, message, path } of complaints) {
    const place = `${file}:${range.start.line + 1}:${range.start.character + 1}`;
    console.log(`${place}: ${severity === WARNING ? 'warning' : 'error'} ${code}: ${message} (at ${path.join('.')})`);
  }
  if (complaints.length > 0) {
    process.exitCode = 1;
  } else {
    console.log(`${file}: ${document.messages().length} messages in ${document.channels().length} channels, no complaint`);
  }
}
