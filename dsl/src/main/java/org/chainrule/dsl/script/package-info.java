/**
 * Lowering to TorchScript: graphs become the methods of one module, and the module an archive that
 * libtorch loads. This is one interpreter among several; nothing else knows what TorchScript is.
 */
package org.chainrule.dsl.script;
