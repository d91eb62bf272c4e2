package org.chainrule.datasets.images;

/** What becomes of an image that has not the proportions of the size that is wanted. */
public enum Fit {
    /** It is stretched, so that all of it is seen. */
    STRETCH,
    /** What stands over on two sides is cut off, so that it keeps its proportions. */
    CROP
}
