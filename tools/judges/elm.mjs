// elm.mjs - tests/judges/gates.cql as ELM, by the reference translator of CQL (npm @cqframework/cql): `node elm.mjs` writes
// gates.elm.json beside it, to be run after the gates were edited; `--check` says whether that was done. Prints what the translator has to
// say; exit 1 on an error, or when what is there is not what the gates say.
import fs from 'fs';
import { createRequire } from 'module';

globalThis.require = createRequire(import.meta.url); // the translator asks for it
const { ModelManager, LibraryManager, CqlCompilerOptions, CqlTranslator, createModelInfoProvider, createUcumService, stringAsSource } = await import('@cqframework/cql/cql-to-elm');
const ucum = (await import('@lhncbc/ucum-lhc')).default.UcumLhcUtils.getInstance();
const beside = (name) => new URL(`../../tests/judges/${name}`, import.meta.url);

// The types of CQL itself, as its specification lists them (section "System model").
const simple = ['Boolean', 'Integer', 'Long', 'Decimal', 'String', 'Date', 'DateTime', 'Time'];
const classes = {
  Quantity: [['value', 'Decimal'], ['unit', 'String']],
  Ratio: [['numerator', 'Quantity'], ['denominator', 'Quantity']],
  Code: [['code', 'String'], ['system', 'String'], ['version', 'String'], ['display', 'String']],
  Concept: [['codes', 'list'], ['display', 'String']],
  Vocabulary: [['id', 'String'], ['version', 'String'], ['name', 'String']],
  CodeSystem: [],
  ValueSet: [['codesystems', 'systems']],
};
const member = ([name, type]) =>
  type === 'list' || type === 'systems'
    ? `<m:element name="${name}"><m:elementTypeSpecifier xsi:type="m:ListTypeSpecifier" elementType="System.${type === 'list' ? 'Code' : 'CodeSystem'}"/></m:element>`
    : `<m:element name="${name}" elementType="System.${type}"/>`;
const systemModel = `<?xml version="1.0" encoding="UTF-8"?>
<m:modelInfo name="System" version="1.0.0" url="urn:hl7-org:elm-types:r1" targetQualifier="system" xmlns:m="urn:hl7-org:elm-modelinfo:r1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<m:typeInfo xsi:type="m:SimpleTypeInfo" name="System.Any"/>
${simple.map((name) => `<m:typeInfo xsi:type="m:SimpleTypeInfo" name="System.${name}" baseType="System.Any"/>`).join('\n')}
${Object.entries(classes).map(([name, members]) => `<m:typeInfo xsi:type="m:ClassInfo" name="System.${name}" baseType="System.${['CodeSystem', 'ValueSet'].includes(name) ? 'Vocabulary' : 'Any'}">${members.map(member).join('')}</m:typeInfo>`).join('\n')}
</m:modelInfo>`;

const not = () => {
  throw new Error('this conversion of units is not asked for');
};
const units = createUcumService(not, (unit) => {
  const told = ucum.validateUnitString(unit);
  return told.status === 'valid' ? null : String(told.msg[0]);
}, not, not);
const models = new ModelManager();
const fhirModel = new URL('./node_modules/cql-exec-fhir/lib/modelInfos/fhir-modelinfo-4.0.1.xml', import.meta.url);
models.modelInfoLoader.registerModelInfoProvider(
  createModelInfoProvider((id) => (id === 'System' ? stringAsSource(systemModel) : id === 'FHIR' ? stringAsSource(fs.readFileSync(fhirModel, 'utf8')) : null)));
const libraries = new LibraryManager(models, CqlCompilerOptions.defaultOptions(), null, units);
const elm = JSON.parse(CqlTranslator.fromText(fs.readFileSync(beside('gates.cql'), 'utf8'), libraries).toJson());
let errors = 0;
for (const note of elm.library.annotation ?? []) {
  if (note.type !== 'CqlToElmError') continue;
  console.log(`${note.errorSeverity} ${note.startLine}:${note.startChar} ${note.message}`);
  errors += note.errorSeverity === 'error';
}
// What only a reader of the source needs.
(function strip(value) {
  if (Array.isArray(value)) return value.forEach(strip);
  if (typeof value !== 'object' || value === null) return;
  for (const key of ['localId', 'locator', 'annotation', 'resultTypeName', 'resultTypeSpecifier']) delete value[key];
  if (Array.isArray(value.signature) && value.signature.length === 0) delete value.signature;
  Object.values(value).forEach(strip);
})(elm);
const text = `${JSON.stringify(elm)}\n`;
if (process.argv[2] === '--check') errors += fs.readFileSync(beside('gates.elm.json'), 'utf8') !== text;
else if (errors === 0) fs.writeFileSync(beside('gates.elm.json'), text);
console.log(`${Object.keys(elm.library.statements.def).length} statements, ${errors} errors`);
process.exitCode = errors > 0 ? 1 : 0;
