/**
 * The edge to Deep Java Library: programs loaded into libtorch, the blocks that hold them, and the
 * arrays that go in and come out. Only here do DJL's types occur.
 *
 * <p>No array made here views Java memory while autograd may still read it: what enters a
 * differentiated graph is owned by libtorch.
 */
package org.chainrule.dsl.djl;
