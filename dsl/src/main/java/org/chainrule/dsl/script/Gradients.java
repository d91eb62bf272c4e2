package org.chainrule.dsl.script;

/** Where a training step takes its gradients from. */
public enum Gradients {
    /** From libtorch, by {@code torch.grad}. */
    AUTOGRAD,
    /** From the ops' own vector-Jacobian products, as part of the program. */
    DERIVED
}
