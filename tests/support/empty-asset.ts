/** Stands in for style sheets and pictures, which have no meaning outside a browser. */
export default {};
