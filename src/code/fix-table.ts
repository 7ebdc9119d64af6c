/**
 * Which of the compiler's code fixes may be used, in which order, and which never. A fix that is in neither table
 * (a newer compiler's) is not used: nobody has looked at what it does.
 */

/**
 * Lower ranks are tried first. Order: what restores a name that the author meant (the program as it was written
 * makes sense again), then words that the types demand, then what has no effect and can go, then rewrites that
 * change the form of a declaration.
 */
export const FIX_RANKS: ReadonlyMap<string, number> = new Map([
  // A name is missing or misspelt: what was meant exists already.
  ["import", 0],
  ["moduleSpecifier", 0],
  ["spelling", 1],
  ["fixExpectedComma", 1],
  ["fixPropertyAssignment", 1],
  ["forgottenThisPropertyAccess", 0.9],
  ["invalidImportSyntax", 2],
  ["useDefaultImport", 2],
  ["requireInTs", 2],
  ["convertToTypeOnlyImport", 2],
  ["convertToTypeOnlyExport", 2],
  ["splitTypeOnlyImport", 2],
  ["fixAddModuleReferTypeMissingTypeof", 2],
  ["addMissingResolutionModeImportAttribute", 2],
  // A word is missing that the types demand.
  // Once where the promise is made, before again and again where it is used.
  ["addMissingAwaitToInitializer", 2.9],
  ["addMissingAwait", 3.5],
  ["fixAwaitInSyncFunction", 3],
  ["fixReturnTypeInAsyncFunction", 3],
  ["addMissingAsync", 4],
  ["fixOverrideModifier", 3],
  ["addMissingNewOperator", 3],
  ["fixMissingCallParentheses", 3],
  ["removeAccidentalCallParentheses", 3],
  ["addMissingInvocationForDecorator", 3],
  ["wrapDecoratorInParentheses", 3],
  ["constructorForDerivedNeedSuperCall", 3],
  ["classSuperMustPrecedeThisAccess", 3],
  ["extendsInterfaceBecomesImplements", 3],
  ["addMissingConst", 3],
  ["fixConvertConstToLet", 4],
  ["addMissingDeclareProperty", 3],
  ["returnValueCorrect", 4],
  ["addNameToNamelessParameter", 4],
  ["fixNaNEquality", 3],
  ["useBigintLiteral", 4],
  ["wrapJsxInFragment", 3],
  ["fixNoPropertyAccessFromIndexSignature", 3],
  ["fixInvalidJsxCharacters_expression", 3],
  ["fixInvalidJsxCharacters_htmlEntity", 4],
  ["addVoidToPromise", 4],
  // It has no effect: it can go.
  ["unusedIdentifier", 5],
  ["fixUnreachableCode", 5],
  ["fixUnusedLabel", 5],
  ["removeUnnecessaryAwait", 5],
  ["unusedExpectError", 5],
  ["deleteUnmatchedParameter", 6],
  ["renameUnmatchedParameter", 5],
  // The declaration takes another form.
  ["correctQualifiedNameToIndexedAccessType", 6],
  ["convertLiteralTypeToMappedType", 6],
  ["fixConvertToMappedObjectType", 6],
  ["fixIncorrectNamedTupleSyntax", 6],
  ["fixPropertyOverrideAccessor", 7],
  ["fixUnreferenceableDecoratorMetadata", 6],
  ["fixImplicitThis", 6],
  ["addMissingConstraint", 7],
  ["jdocTypes", 6],
  ["annotateWithTypeFromJSDoc", 6],
  ["inferFromUsage", 8],
]);

/**
 * Fixes that say what the author may have meant, where the types would be content with something else too. All others
 * restore the only thing that exists, add a word that the types demand, or take away what has no effect; misspelt and
 * imported names are told apart one by one.
 */
export const GUESSED_FIXES: ReadonlySet<string> = new Set([
  "addMissingAsync",
  "fixMissingCallParentheses",
  "returnValueCorrect",
  "useBigintLiteral",
  "fixImplicitThis",
  "fixPropertyOverrideAccessor",
  "renameUnmatchedParameter",
]);

const STUB = "writes a stub that throws or does nothing: the error goes, the behaviour is still missing";
const SETTINGS = "changes the repository's compiler settings instead of the code";
const REFACTORING = "is a refactoring, not the repair of an error";

/** Fixes that are never used, with the reason. */
export const REFUSED_FIXES: ReadonlyMap<string, string> = new Map([
  ["disableJsDiagnostics", "silences the compiler with a comment"],
  ["addConvertToUnknownForNonOverlappingTypes", "silences the compiler with a conversion through unknown"],
  ["fixMissingMember", STUB],
  ["fixMissingProperties", STUB],
  ["fixMissingAttributes", STUB],
  ["fixMissingFunctionDeclaration", STUB],
  ["fixClassIncorrectlyImplementsInterface", STUB],
  ["fixClassDoesntImplementInheritedAbstractMember", STUB],
  ["strictClassInitialization", "asserts that a property is set, or invents its first value"],
  ["addOptionalPropertyUndefined", "makes a type accept more than its author declared"],
  ["addMissingParam", "invents a parameter: every caller's contract changes"],
  ["addOptionalParam", "invents a parameter: every caller's contract changes"],
  ["fixImportNonExportedMember", "exports from another module, which is not the task's to change"],
  ["fixMissingTypeAnnotationOnExports", "writes inferred types, assertions included, into the exported surface"],
  ["addEmptyExportDeclaration", "turns a script into a module, which changes how it is loaded"],
  ["fixModuleOption", SETTINGS],
  ["fixTargetOption", SETTINGS],
  ["enableExperimentalDecorators", SETTINGS],
  ["fixEnableJsxFlag", SETTINGS],
  ["fixCannotFindModule", "installs a package"],
  ["convertFunctionToEs6Class", REFACTORING],
  ["convertToAsyncFunction", REFACTORING],
  ["convertToEsModule", REFACTORING],
  ["convertTypedefToType", REFACTORING],
  ["providePostPasteEdits", REFACTORING],
]);
