package dev.archon.simulator.game;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A kind of item that players can be given.
 *
 * @param name its id without namespace, for example {@code diamond_sword}
 */
record Item(String name) {

    private static final int STACKS_AT_MOST = 100;

    private static final Set<String> NAMES = names("""
            acacia_log acacia_planks amethyst_shard andesite anvil apple arrow axolotl_bucket baked_potato bamboo barrel
            beacon beef bell birch_log birch_planks black_dye blaze_powder blaze_rod blue_dye bone bone_meal book bookshelf
            bow bowl bread brewing_stand brick bricks brush bucket cake campfire carrot cauldron chain charcoal chest
            chicken clay clay_ball clock coal coal_block cobblestone cobweb compass cookie copper_block copper_ingot
            crafting_table crossbow dark_oak_log dark_oak_planks diamond diamond_axe diamond_block diamond_boots
            diamond_chestplate diamond_helmet diamond_hoe diamond_leggings diamond_pickaxe diamond_shovel diamond_sword
            diorite dirt dispenser dragon_egg dropper egg elytra emerald emerald_block enchanted_book
            enchanted_golden_apple enchanting_table end_crystal end_portal_frame ender_chest ender_eye ender_pearl
            experience_bottle feather fire_charge firework_rocket fishing_rod flint flint_and_steel furnace ghast_tear
            glass glass_bottle glowstone glowstone_dust gold_block gold_ingot gold_nugget golden_apple golden_axe
            golden_boots golden_carrot golden_chestplate golden_helmet golden_leggings golden_pickaxe golden_sword granite
            grass_block gravel green_dye gunpowder hay_block honey_bottle hopper ice ink_sac iron_axe iron_block iron_boots
            iron_chestplate iron_door iron_helmet iron_ingot iron_leggings iron_nugget iron_pickaxe iron_shovel iron_sword
            item_frame jukebox jungle_log jungle_planks ladder lantern lapis_block lapis_lazuli lava_bucket lead leather
            leather_boots leather_chestplate leather_helmet leather_leggings lectern lever lightning_rod lodestone mace
            magma_cream map melon melon_slice milk_bucket minecart moss_block name_tag nautilus_shell nether_star
            nether_wart netherite_axe netherite_block netherite_boots netherite_chestplate netherite_helmet
            netherite_ingot netherite_leggings netherite_pickaxe netherite_scrap netherite_shovel netherite_sword
            netherrack oak_boat oak_door oak_log oak_planks oak_sapling oak_sign observer obsidian packed_ice painting
            paper piston porkchop potato potion prismarine pumpkin pumpkin_pie quartz quartz_block red_bed red_dye redstone
            redstone_block redstone_lamp redstone_torch repeater rotten_flesh saddle salmon sand sandstone scaffolding
            sea_lantern shears shield shulker_box shulker_shell slime_ball slime_block smoker snowball soul_sand spectral_arrow
            sponge spruce_log spruce_planks spyglass stick sticky_piston stone stone_axe stone_bricks
            stone_pickaxe stone_shovel stone_sword string sugar sugar_cane sweet_berries tnt torch totem_of_undying trident
            tripwire_hook turtle_egg water_bucket wheat wheat_seeds white_bed white_wool wind_charge wooden_axe
            wooden_pickaxe wooden_shovel wooden_sword writable_book zombie_head
            """);

    /** Those whose names are not their ids with capital letters. */
    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry("beef", "Raw Beef"),
            Map.entry("chicken", "Raw Chicken"),
            Map.entry("coal_block", "Block of Coal"),
            Map.entry("copper_block", "Block of Copper"),
            Map.entry("diamond_block", "Block of Diamond"),
            Map.entry("emerald_block", "Block of Emerald"),
            Map.entry("ender_eye", "Eye of Ender"),
            Map.entry("experience_bottle", "Bottle o' Enchanting"),
            Map.entry("gold_block", "Block of Gold"),
            Map.entry("hay_block", "Hay Bale"),
            Map.entry("iron_block", "Block of Iron"),
            Map.entry("lapis_block", "Block of Lapis Lazuli"),
            Map.entry("leather_boots", "Leather Boots"),
            Map.entry("leather_chestplate", "Leather Tunic"),
            Map.entry("leather_helmet", "Leather Cap"),
            Map.entry("leather_leggings", "Leather Pants"),
            Map.entry("map", "Empty Map"),
            Map.entry("netherite_block", "Block of Netherite"),
            Map.entry("porkchop", "Raw Porkchop"),
            Map.entry("quartz", "Nether Quartz"),
            Map.entry("quartz_block", "Block of Quartz"),
            Map.entry("redstone", "Redstone Dust"),
            Map.entry("redstone_block", "Block of Redstone"),
            Map.entry("repeater", "Redstone Repeater"),
            Map.entry("salmon", "Raw Salmon"),
            Map.entry("slime_ball", "Slimeball"),
            Map.entry("tnt", "TNT"),
            Map.entry("totem_of_undying", "Totem of Undying"),
            Map.entry("writable_book", "Book and Quill"),
            Map.entry("flint_and_steel", "Flint and Steel"));

    private static final Set<String> STACKED_BY_SIXTEEN =
            Set.of("bucket", "egg", "ender_pearl", "honey_bottle", "oak_sign", "snowball");

    /** The item of an id, with or without the namespace of Minecraft, if there is one. */
    static Optional<Item> of(String id) {
        String name = id.startsWith("minecraft:") ? id.substring("minecraft:".length()) : id;
        return NAMES.contains(name) ? Optional.of(new Item(name)) : Optional.empty();
    }

    /** The name that the game shows. */
    String title() {
        return TITLES.getOrDefault(
                name,
                Arrays.stream(name.split("_"))
                        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                        .collect(Collectors.joining(" ")));
    }

    /** The largest number that a command may give at once. */
    int most() {
        return STACKS_AT_MOST * stack();
    }

    private int stack() {
        if (STACKED_BY_SIXTEEN.contains(name)) {
            return 16;
        }
        boolean single = name.matches(
                ".*_(axe|boat|boots|bucket|chestplate|helmet|hoe|leggings|pickaxe|shovel|sword|bed)|bow|brush|cake|crossbow"
                        + "|elytra|enchanted_book|fishing_rod|flint_and_steel|mace|minecart|potion|saddle|shears|shield"
                        + "|shulker_box|spyglass|totem_of_undying|trident|writable_book");
        return single ? 1 : 64;
    }

    private static Set<String> names(String text) {
        return new TreeSet<>(Arrays.asList(text.strip().split("\\s+")));
    }
}
