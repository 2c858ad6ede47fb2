declare module '*?worker&url' {
  const url: string;
  export default url;
}

declare module '*.wgsl?raw' {
  const code: string;
  export default code;
}
