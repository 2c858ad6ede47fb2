// Node takes the package's main file for a module of the wrong kind; this one loads, and has the same types.
declare module 'wgsl_reflect/wgsl_reflect.module.js' {
  export * from 'wgsl_reflect';
}
