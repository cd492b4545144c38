package io.govshare.stack.demo;

/**
 * Something that must hold in the story.
 *
 * @param detail what was seen
 */
public record Check(String name, boolean held, String detail) {}
