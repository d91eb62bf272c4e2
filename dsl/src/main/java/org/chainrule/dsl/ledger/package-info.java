/**
 * The ledger: gradients by hand beside those of autograd and those from numbers, a row for each
 * tensor with a verdict, and its renderings as text, CSV and HTML.
 *
 * <p>Nothing here knows of libtorch; {@link org.chainrule.dsl.check} fills the ledger.
 */
package org.chainrule.dsl.ledger;
