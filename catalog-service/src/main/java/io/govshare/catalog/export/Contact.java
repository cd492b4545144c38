package io.govshare.catalog.export;

/** @param email without {@code mailto:} */
record Contact(String name, String email) {

    /** What DCAT-US accepts behind {@code mailto:}; also safe within an address. */
    static final String EMAIL = "[\\w~!$&'()*+,;=.-]{1,100}@[\\w-]{1,63}(\\.[\\w-]{1,63}){1,10}";

    String address() {
        return "mailto:" + email;
    }
}
