/**
 * The layers: each file declares a layer's parameters and writes its forward expression in ops.
 * Everything else is derived.
 */
package org.chainrule.dsl.layers;
